import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDecoder } from './decode.ts';
import { alwaysChannels, readMember, watchedChannels } from './channels.ts';
import { parseSource } from './source.ts';
import { presets } from './sources/index.ts';

const minimal = {
	name: 'x',
	label: 'X',
	channels: ['private-x'],
	events: [{ on: ['e'], as: 'order.created', fields: { id: 'id', status: 'state' } }],
};

function errorsOf(change: Record<string, unknown>): readonly string[] {
	const parsed = parseSource({ ...minimal, ...change });
	return parsed.ok ? [] : parsed.errors;
}

const withFields = (fields: Record<string, unknown>) =>
	errorsOf({
		events: [{ on: ['e'], as: 'order.created', fields: { id: 'id', status: 'state', ...fields } }],
	});

const withEvent = (event: Record<string, unknown>) => errorsOf({ events: [{ on: ['e'], ...event }] });

describe('a mistake in a source is named by its path, what was expected and what was found', () => {
	const at = 'events[0].fields';
	const AS =
		'expected one of order.created, order.status.changed, payment.processed, stock.changed, system.alerted, visitor.came, visitor.left, activity.recorded, notification.received, cart.changed, trade.matched, refresh.asked';
	const kinds =
		'pending, confirmed, paid, processing, shipped, delivered, cancelled, refunded, failed, unknown, or { "kind": …, "label": … }';
	test.each([
		[errorsOf({ name: undefined }), 'name: expected a text, got nothing'],
		[errorsOf({ name: 'My Shop' }), 'name: expected lower-case letters, digits and hyphens, got "My Shop"'],
		[errorsOf({ events: [] }), 'events: expected a list of events, got []'],
		[errorsOf({ channels: 'private-x' }), 'channels: expected a list of channel names, got "private-x"'],
		[
			errorsOf({ channels: ['user.{id}'] }),
			'channels[0]: expected a channel name as on the wire, got "user.{id}"',
		],
		[errorsOf({ statuses: { neu: 'new' } }), `statuses.neu: expected one of ${kinds}, got "new"`],
		[errorsOf({ zone: 'Mars' }), 'zone: expected a zone such as Asia/Jakarta or +07:00, got "Mars"'],
		[errorsOf({ times: 'unix' }), 'times: expected one of iso, seconds, milliseconds, got "unix"'],
		[errorsOf({ currency: 'euro' }), 'currency: expected an ISO currency code, got "euro"'],
		[errorsOf({ decimals: { IDR: 9 } }), 'decimals.IDR: expected 0 to 4, got 9'],
		[errorsOf({ chanels: [] }), 'chanels: is not a name that a source knows'],
		[withFields({ custmer: 'who' }), `${at}.custmer: is not a name that a source knows`],
		[withFields({ id: ['a', 3] }), `${at}.id[1]: expected a text, got 3`],
		[withFields({ id: 'order..id' }), `${at}.id: expected a path such as order.user.name, got "order..id"`],
		[withFields({ id: [] }), `${at}.id: expected a list of paths, got []`],
		[
			withFields({ total: { path: 'sum', read: 'decimalx' } }),
			`${at}.total.read: expected one of decimal, minor, grouped, got "decimalx"`,
		],
		[withFields({ total: { path: 'sum' } }), `${at}.total.read: is missing`],
		[withFields({ total: 5 }), `${at}.total: expected an object, got 5`],
		[
			withFields({ numberPattern: 'ORD' }),
			`${at}.numberPattern: expected a text with {id} or {id:6}, got "ORD"`,
		],
		[
			errorsOf({ channels: [] }),
			'channels: expected a list of channel names, or some in watched or presence, got []',
		],
		[
			errorsOf({ watched: { order: ['order.15'] } }),
			'watched.order[0]: expected a channel name as on the wire with one {id}, got "order.15"',
		],
		[
			errorsOf({ watched: { customer: ['user.{id}.{id}'] } }),
			'watched.customer[0]: expected a channel name as on the wire with one {id}, got "user.{id}.{id}"',
		],
		[
			errorsOf({ watched: { customer: [] } }),
			'watched.customer: expected a list of channel names with {id}, got []',
		],
		[errorsOf({ watched: { product: ['p.{id}'] } }), 'watched.product: is not a name that a source knows'],
		[
			errorsOf({ presence: { admins: { channel: 'private-admins' } } }),
			'presence.admins.channel: expected a channel that begins with presence-, got "private-admins"',
		],
		[errorsOf({ presence: { admins: {} } }), 'presence.admins.channel: is missing'],
		[errorsOf({ presence: { staff: {} } }), 'presence.staff: is not a name that a source knows'],
		[
			errorsOf({ outcomes: { ok: 'success' } }),
			'outcomes.ok: expected one of succeeded, failed, pending, refunded, unknown, got "success"',
		],
		[
			errorsOf({ levels: { leer: 'empty' } }),
			'levels.leer: expected one of low, out, restocked, unknown, got "empty"',
		],
		[
			errorsOf({ severities: { warning: 'warn' } }),
			'severities.warning: expected one of low, medium, high, critical, got "warn"',
		],
		[errorsOf({ severities: 'high' }), 'severities: expected { "low": "low" }, got "high"'],
		[withEvent({ as: 'order.made', fields: {} }), `events[0].as: ${AS}, got "order.made"`],
		[withEvent({ fields: {} }), `events[0].as: ${AS}, got nothing`],
		[errorsOf({ events: [5] }), 'events[0]: expected an object, got 5'],
		[withEvent({ as: 'order.created', fields: {} }), 'events[0].fields.id: is missing'],
		[
			withEvent({ as: 'order.created', fields: { id: 'id' } }),
			'events[0]: expected a status, or a path at fields.status, got {"on":["e"],"fields":{"id":"id"},"as":"order.created"}',
		],
		[
			withEvent({ as: 'payment.processed', fields: { id: 'id' } }),
			'events[0]: expected an outcome, or a path at fields.outcome, got {"on":["e"],"as":"payment.processed","fields":{"id":"id"}}',
		],
		[
			withEvent({ as: 'payment.processed', outcome: 'success', fields: { id: 'id' } }),
			'events[0].outcome: expected one of succeeded, failed, pending, refunded, unknown, got "success"',
		],
		[
			withEvent({ as: 'payment.processed', outcome: 'failed', fields: { id: 'id', status: 's' } }),
			'events[0].fields.status: is not a name that a source knows',
		],
		[
			withEvent({ as: 'stock.changed', level: 'out', fields: { sku: 'sku' } }),
			'events[0]: expected a path at fields.id or fields.name, got {"on":["e"],"as":"stock.changed","level":"out","fields":{"sk',
		],
		[
			withEvent({ as: 'stock.changed', levelByStock: true, fields: { id: 'i' } }),
			'events[0]: expected a level, a path at fields.level, or levelByStock with a path at fields.stock, got {"on":["e"],"as":"stock.changed","levelByStock":true,"fields',
		],
		[withEvent({ as: 'system.alerted', fields: {} }), 'events[0].fields.title: is missing'],
		[
			withEvent({ as: 'system.alerted', maintenance: [], fields: { title: 't' } }),
			'events[0].maintenance: expected a list of words, got []',
		],
		[withEvent({ as: 'activity.recorded', fields: {} }), 'events[0].fields.action: is missing'],
		[withEvent({ as: 'notification.received', fields: {} }), 'events[0].fields.title: is missing'],
		[
			withEvent({ as: 'cart.changed', fields: {} }),
			'events[0]: expected a path at fields.condition, fields.message or fields.total, got {"on":["e"],"as":"cart.changed","fields":{}}',
		],
		[
			withEvent({ as: 'trade.matched', fields: { id: 'i', symbol: 's', price: 'p' } }),
			'events[0].fields.amount: is missing',
		],
		[
			withEvent({ as: 'trade.matched', fields: { id: 'i', symbol: 's', price: 'p', amount: { path: 'a' } } }),
			'events[0].fields.amount: expected a path or a list of paths, got {"path":"a"}',
		],
		[
			withEvent({ as: 'visitor.came', channels: ['private-y'] }),
			'events[0].channels[0]: expected one of the source’s channels, got "private-y"',
		],
		[withEvent({ as: 'refresh.asked', when: { is: ['x'] } }), 'events[0].when.path: is missing'],
		[
			withEvent({ as: 'refresh.asked', when: { path: 'type', is: 'x' } }),
			'events[0].when.is: expected a list of values, got "x"',
		],
		[
			withEvent({ as: 'refresh.asked', when: { path: 'type', is: [null] } }),
			'events[0].when.is[0]: expected a text, a number, true or false, got null',
		],
	])('%j', (errors, expected) => {
		expect(errors).toEqual([expected]);
	});

	test('also where marks contradict each other', () => {
		const [error] = withFields({ total: { path: 'sum', read: 'grouped', group: ',', decimal: ',' } });
		expect(error).toContain(`${at}.total: expected group and decimal to differ`);
	});

	test('all of them at once, and whatever else comes', () => {
		expect(errorsOf({ name: '', label: 1, events: null })).toHaveLength(3);
		for (const input of [null, undefined, 'x', 5, []]) expect(parseSource(input).ok).toBe(false);
		const inert = JSON.parse('{"__proto__": {"polluted": "paid"}, "neu": "pending"}') as unknown;
		expect(parseSource({ ...minimal, statuses: inert })).toMatchObject({
			source: { statuses: { neu: 'pending' } },
		});
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
});

test('an amount by a path alone is a decimal one', () => {
	const fields = { id: 'id', status: 'state', total: 'sum' };
	const parsed = parseSource({ ...minimal, events: [{ on: ['e'], as: 'order.created', fields }] });
	expect(parsed).toMatchObject({
		source: { events: [{ fields: { total: { path: 'sum', read: 'decimal' } } }] },
	});
});

test('channels may be those of one order or customer, or of presence, only', () => {
	expect(errorsOf({ channels: [], watched: { order: ['order.{id}'] } })).toEqual([]);
	expect(errorsOf({ channels: [], presence: { shoppers: { channel: 'presence-shop' } } })).toEqual([]);
});

test('an event without content needs no fields, and may come on a channel of one customer', () => {
	const watched = { customer: ['private-user.{id}'] };
	const events = [
		{ on: ['a'], as: 'refresh.asked', channels: ['private-user.{id}'] },
		{ on: ['b'], as: 'visitor.left' },
	];
	expect(parseSource({ ...minimal, watched, events })).toMatchObject({
		ok: true,
		source: { events: [{ fields: {} }, { fields: {} }] },
	});
});

test.each(Object.values(presets))('$name is a source like any other', (preset) => {
	expect(parseSource(JSON.parse(JSON.stringify(preset)))).toEqual({ ok: true, source: preset });
});

describe('the example of the README', () => {
	const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
	const example = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
	const parsed = parseSource(JSON.parse(example));
	if (!parsed.ok) throw new Error(parsed.errors.join('\n'));
	const decode = createDecoder([parsed.source], { currency: 'MYR' });
	const frame = { channel: 'private-sales', receivedAt: 0 };

	test('reads a sale', () => {
		const payload = {
			sale: {
				id: 7,
				state: 2,
				company: ' ',
				contact: { name: 'Ann' },
				sum: '1.234,50 €',
				lines: { 3: { article: 'Mug', pieces: '2' } },
				placed_at: '2026-01-24 10:11:12',
			},
		};
		expect(decode({ ...frame, name: 'App\\Events\\SalePlaced', payload })).toMatchObject({
			verdict: 'accepted',
			event: {
				source: 'my-shop',
				occurredAt: Date.parse('2026-01-24T10:11:12+01:00'),
				flaws: [],
				order: {
					id: '7',
					number: 'S-00007',
					status: { kind: 'paid', word: '2', label: 'Bezahlt' },
					customer: 'Ann',
					total: { currency: 'EUR', minor: 123_450 },
					items: [{ name: 'Mug', quantity: 2 }],
				},
			},
		});
	});

	test('reads a sale’s change, which tells nothing of the rest', () => {
		const payload = { id: 7, from: 'neu', to: 'verpackt', user: 'Jane', changed_at: '2026-01-24T10:11:12Z' };
		expect(decode({ ...frame, name: 'sale.moved', payload })).toMatchObject({
			verdict: 'accepted',
			event: {
				version: Date.parse('2026-01-24T10:11:12Z'),
				hasIdentity: true,
				order: { id: '7', status: { kind: 'unknown', word: 'verpackt', label: 'Verpackt' } },
				previous: { kind: 'pending', word: 'neu', label: 'Neu' },
				changedBy: 'Jane',
			},
		});
	});

	test('reads a payment that failed, by its name, on the buyer’s own channel', () => {
		const payload = { id: 31, way: 'card', sum: 1_234_50, why: 'Card of ann@example.com declined', sale: 7 };
		const channel = 'private-buyer.7';
		expect(decode({ ...frame, channel, name: 'payment.declined', payload })).toMatchObject({
			verdict: 'accepted',
			event: {
				type: 'payment.processed',
				subject: { kind: 'customer', id: '7' },
				flaws: [],
				payment: {
					id: '31',
					outcome: 'failed',
					word: 'payment.declined',
					method: 'card',
					amount: { money: { currency: 'EUR', minor: 123_450 }, text: null },
					reason: 'Card of a•••@example.com declined',
					orderId: '7',
				},
			},
		});
	});

	test('reads what is left of a product, and nothing else of the same name', () => {
		const name = 'article.changed';
		const payload = { kind: 'stock', article: { id: 9, name: 'Mug' }, left: 3, least: 5 };
		expect(decode({ ...frame, name, payload })).toMatchObject({
			event: { type: 'stock.changed', product: { id: '9', level: 'low', stock: 3, threshold: 5 } },
		});
		expect(decode({ ...frame, name, payload: { ...payload, kind: 'price' } }).verdict).toBe('unmapped');
	});

	test('tells its channels', () => {
		expect(alwaysChannels([parsed.source])).toEqual(['private-sales', 'presence-staff']);
		expect(watchedChannels([parsed.source], { kind: 'customer', id: '7' })).toEqual(['private-buyer.7']);
		const member = readMember([parsed.source], 'presence-staff', { id: '2', info: { nick: 'Jo' } });
		expect(member).toEqual({ id: '2', name: 'Jo', role: null, isAdmin: true });
	});
});

test('a source that only tells who is there needs no events', () => {
	const source = { name: 'duty', label: 'Duty', channels: [], events: [] };
	expect(parseSource({ ...source, presence: { admins: { channel: 'presence-admins' } } }).ok).toBe(true);
	expect(parseSource({ ...source, watched: { order: ['order.{id}'] } }).ok).toBe(false);
});
