import { describe, expect, test } from 'vitest';
import { channelKind, Channels } from './channels.ts';

describe('a channel’s kind', () => {
	test.for([
		['orders', false, false, false],
		['privateers', false, false, false],
		['presenceless', false, false, false],
		['cached-x', false, false, false],
		['my-private-room', false, false, false],
		['private-x', true, false, false],
		['private-encrypted-x', true, false, false],
		['presence-x', true, true, false],
		['cache-x', false, false, true],
		['private-cache-x', true, false, true],
		['presence-cache-x', true, true, true],
		['private-encrypted-cache-x', true, false, true],
	] as const)('%s: needs auth %s, presence %s, cache %s', ([name, needsAuth, isPresence, isCache]) => {
		expect(channelKind(name)).toEqual({ needsAuth, isPresence, isCache });
	});
});

describe('presence', () => {
	const member = (id: string | number, info: unknown = {}) => ({ id, info });

	test('a user is joined by the first connection and left by the last', () => {
		const channels = new Channels<string>();
		expect(channels.join('presence-a', 'tab 1', member('1'))).toEqual({ joined: member('1') });
		expect(channels.join('presence-a', 'tab 2', member('1'))).toEqual({});
		expect(channels.leave('presence-a', 'tab 1')).toEqual({});
		expect(channels.leave('presence-a', 'tab 2')).toEqual({ left: member('1') });
	});

	test('3 and "3" are one user, told as the first connection said it', () => {
		const channels = new Channels<string>();
		channels.join('presence-a', 'a', member(3, { name: 'number' }));
		expect(channels.join('presence-a', 'b', member('3', { name: 'text' }))).toEqual({});
		expect(channels.members('presence-a')).toEqual([member(3, { name: 'number' })]);
	});

	test('joining again replaces what is known of the user', () => {
		const channels = new Channels<string>();
		channels.join('presence-a', 'a', member('1', { name: 'old' }));
		expect(channels.join('presence-a', 'a', member('1', { name: 'new' }))).toEqual({});
		expect(channels.members('presence-a')).toEqual([member('1', { name: 'new' })]);
	});

	test('a connection that joins again as somebody else is no longer the one it was', () => {
		const channels = new Channels<string>();
		channels.join('presence-a', 'a', member('1'));
		expect(channels.join('presence-a', 'a', member('2'))).toEqual({ joined: member('2'), left: member('1') });
		expect(channels.members('presence-a')).toEqual([member('2')]);
	});

	test('ids that are names of Object.prototype count like any other', () => {
		const channels = new Channels<string>();
		for (const id of ['__proto__', 'constructor', 'toString']) channels.join('presence-a', id, member(id));
		expect(channels.members('presence-a').map(({ id }) => id)).toEqual([
			'__proto__',
			'constructor',
			'toString',
		]);
		expect(channels.connectionsOf('__proto__')).toEqual(new Set(['__proto__']));
	});
});

describe('a channel’s life', () => {
	test('ends with its last subscriber, and its cache with it', () => {
		const channels = new Channels<string>();
		const cached = { event: 'e', data: '{}', frame: '{}' };
		channels.remember('cache-a', cached);
		expect(channels.recall('cache-a')).toBeUndefined();
		channels.join('cache-a', 'a');
		channels.remember('cache-a', cached);
		expect(channels.recall('cache-a')).toBe(cached);
		channels.leave('cache-a', 'a');
		expect(channels.size).toBe(0);
		channels.join('cache-a', 'a');
		expect(channels.recall('cache-a')).toBeUndefined();
	});

	test('subscribing twice is subscribing once', () => {
		const channels = new Channels<string>();
		channels.join('a', 'x');
		channels.join('a', 'x');
		expect([...channels.subscribers('a')]).toEqual(['x']);
		expect(channels.leave('never', 'x')).toEqual({});
	});
});
