import { describe, expect, test } from 'vitest';
import {
	alwaysChannels,
	channelsByTopic,
	readMember,
	topicsByChannel,
	topicsShown,
	watchedChannels,
} from './channels.ts';
import { TOPICS } from './events.ts';
import { compilePattern, fillPattern, matchPattern } from './pattern.ts';
import type { Source } from './source.ts';
import { presets } from './sources/index.ts';
import { topicOf } from './topics.ts';

const { orders, monitoring, bookings, carts, trades } = presets;
const all = Object.values(presets);
const ADMINS = 'presence-admin-presence';
const SHOPPERS = 'presence-user-presence';

describe('the channels that are always subscribed to', () => {
	test('are those of every source, presence included, each once', () => {
		const channels = alwaysChannels([...all, bookings]);
		expect(channels).toEqual([
			'private-admin.orders',
			'private-admin-monitoring',
			'private-admin-orders',
			'private-admin-payments',
			'private-admin-inventory',
			'private-admin-system',
			'private-admin-notifications',
			ADMINS,
			SHOPPERS,
			'admin.orders',
		]);
	});

	test('are none for sources that speak to customers only', () => {
		expect(alwaysChannels([carts, trades])).toEqual([]);
	});
});

describe('the channels about one', () => {
	test('customer are every source’s, each once', () => {
		expect(watchedChannels(all, { kind: 'customer', id: '7' })).toEqual([
			'private-user.7.orders',
			'private-App.Models.User.7',
			'private-user.7',
			'private-private-user.7',
		]);
	});

	test('order are those of the sources that have some', () => {
		expect(watchedChannels(all, { kind: 'order', id: '15' })).toEqual(['order.15']);
		expect(watchedChannels([orders], { kind: 'order', id: '15' })).toEqual([]);
	});

	test('are none for an id that no channel can carry', () => {
		for (const id of ['', '1 5', 'ä', '#15', '•••~x', '../15', 'x'.repeat(121)])
			expect(watchedChannels(all, { kind: 'order', id })).toEqual([]);
	});
});

describe('a pattern', () => {
	test.each([
		['order.{id}', 'order.15', '15'],
		['private-user.{id}.orders', 'private-user.7.orders', '7'],
		['private-App.Models.User.{id}', 'private-App.Models.User.0197b3a2-5c1e', '0197b3a2-5c1e'],
		['{id}-orders', 'eu-west_1-orders', 'eu-west_1'],
		['order.{id}', 'order.', null],
		['order.{id}', 'an-order.15', null],
		['private-user.{id}.orders', 'private-user.7', null],
		['private-user.{id}.orders', 'private-user..orders', null],
		['private-user.{id}.orders', 'private-user.orders', null],
		['order.{id}', 'order.15 ', null],
	])('%s finds in %s the id %s', (pattern, channel, id) => {
		expect(matchPattern(compilePattern(pattern), channel)).toBe(id);
	});

	test('and what it is filled with are one', () => {
		const pattern = compilePattern('private-user.{id}.orders');
		for (const id of ['7', 'a_b=c@d,e.f;g-h']) {
			expect(matchPattern(pattern, fillPattern(pattern, id) ?? '')).toBe(id);
		}
	});
});

describe('what a channel carries', () => {
	const topics = topicsByChannel(all);

	test('is what its sources say, people for presence', () => {
		expect(Object.fromEntries(topics)).toEqual({
			'private-admin.orders': ['orders'],
			'private-user.{id}.orders': ['orders'],
			'private-App.Models.User.{id}': ['orders', 'notifications', 'carts', 'trades'],
			'private-admin-monitoring': ['orders', 'payments', 'stock', 'system', 'people', 'activity'],
			'private-admin-orders': ['orders'],
			'private-admin-payments': ['payments'],
			'private-admin-inventory': ['stock'],
			'private-admin-system': ['system'],
			'private-admin-notifications': ['notifications'],
			[ADMINS]: ['people'],
			[SHOPPERS]: ['people'],
			'admin.orders': ['orders'],
			'order.{id}': ['orders'],
			'private-user.{id}': ['orders', 'trades'],
			'private-private-user.{id}': ['orders', 'trades'],
		});
	});

	test('has every topic somewhere', () => {
		expect(new Set([...topics.values()].flat())).toEqual(new Set(TOPICS));
	});

	test('is every event of a source that does not say otherwise, and nothing where events only ask to look again', () => {
		const quiet: Source = {
			name: 'quiet',
			label: 'Quiet',
			channels: ['dashboard', 'other'],
			statuses: {},
			events: [{ on: ['dashboard.updated'], as: 'refresh.asked', fields: {} }],
		};
		expect(Object.fromEntries(topicsByChannel([quiet]))).toEqual({ dashboard: [], other: [] });
		expect(topicOf('refresh.asked')).toBeNull();
		expect(topicOf('visitor.left')).toBe('people');
	});
});

describe('a member of a presence channel', () => {
	const read = (channel: string, id: unknown, info: unknown) => readMember(all, channel, { id, info });

	test('is an admin or a shopper by the channel', () => {
		const info = {
			id: 1,
			name: 'Demo Admin',
			avatar: null,
			role: 'admin',
			last_seen: '2026-01-24T10:00:00Z',
		};
		expect(read(ADMINS, '1', info)).toEqual({ id: '1', name: 'Demo Admin', role: 'admin', isAdmin: true });
		expect(read(SHOPPERS, '7', { id: 7, name: 'Ann' })).toEqual({
			id: '7',
			name: 'Ann',
			role: null,
			isAdmin: false,
		});
	});

	test.each([
		[[]],
		[true],
		[null],
		[undefined],
		['Ann'],
		[5],
		[{}],
		[{ name: '' }],
		[{ name: { first: 'Ann' } }],
	])('is called by the id where the shop answers %j', (info) => {
		expect(read(ADMINS, '7', info)).toEqual({ id: '7', name: '#7', role: null, isAdmin: true });
	});

	test('tells neither e-mail nor session', () => {
		const session = 'k3J9sLq2Zx8Vb5Nm1Qw7Er4Ty6Ui0Op3As5Df7Gh';
		const member = read(SHOPPERS, 'ann@example.com', { name: 'ann@example.com', role: session });
		expect(member?.id).toMatch(/^a•••@example\.com~/);
		expect(member).toMatchObject({ name: 'a•••@example.com', role: '•••' });
		expect(JSON.stringify(read(SHOPPERS, session, {}))).not.toContain(session);
	});

	test('is nobody without an id, on another channel, and never an error', () => {
		expect(read(ADMINS, '', { name: 'Ann' })).toBeNull();
		expect(read(ADMINS, null, { name: 'Ann' })).toBeNull();
		expect(read('presence-other', '7', { name: 'Ann' })).toBeNull();
		expect(readMember([orders], ADMINS, { id: '7', info: {} })).toBeNull();
		const odd = Object.defineProperty({}, 'name', {
			get: () => {
				throw new Error('odd');
			},
		});
		expect(read(ADMINS, '7', odd)).toMatchObject({ name: '#7' });
	});

	test('is named where the source says', () => {
		const own: Source = {
			...monitoring,
			presence: { admins: { channel: ADMINS, name: ['profile.nick', 'name'], role: 'rank' } },
		};
		const info = { name: 'Ann Lee', profile: { nick: 'Ann' }, rank: 'owner', role: 'admin' };
		expect(readMember([own], ADMINS, { id: 7, info })).toEqual({
			id: '7',
			name: 'Ann',
			role: 'owner',
			isAdmin: true,
		});
	});
});

describe('what there is to show', () => {
	test('is what always-open channels carry, and what customers alone are told of carts and trades', () => {
		expect([...topicsShown([orders])]).toEqual(['orders']);
		expect([...topicsShown([bookings])]).toEqual(['orders']);
		expect([...topicsShown([carts])]).toEqual(['carts']);
		expect([...topicsShown([trades])]).toEqual(['trades']);
		expect(topicsShown(all)).toEqual(new Set(TOPICS));
	});
});

describe('where a topic comes from', () => {
	test('is told by source: the channel that carries the least beside it is its own', () => {
		expect(channelsByTopic([monitoring]).get('payments')).toEqual({
			carriers: ['private-admin-monitoring', 'private-admin-payments'],
			own: [['private-admin-payments']],
		});
		expect(channelsByTopic([orders, monitoring, bookings]).get('orders')?.own).toEqual([
			['private-admin.orders'],
			['private-admin-orders'],
			['admin.orders'],
		]);
	});

	test('knows nothing of channels that are open only while somebody is watched', () => {
		expect([...channelsByTopic([carts, trades]).keys()]).toEqual([]);
	});
});
