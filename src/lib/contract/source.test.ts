import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDecoder } from './decode.ts';
import { parseSource } from './source.ts';

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

describe('a mistake in a source is named by its path, what was expected and what was found', () => {
	const at = 'events[0].fields';
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
});
