import { describe, expect, test } from 'vitest';
import { hasEnded, latestSocket, readError, readMembers } from './pusher-shapes.ts';

describe('what pusher-js hands on', () => {
	const ofCode = (code: number, message = '') => ({ type: 'PusherError', data: { code, message } });

	test.each([
		['an unknown key', ofCode(4001), 'unknown-app', '4001'],
		['a disabled app', ofCode(4003), 'app-disabled', '4003'],
		['a full server', ofCode(4100, 'Over capacity'), 'over-quota', '4100 Over capacity'],
		['a quota', { type: 'WebSocketError', error: ofCode(4004) }, 'over-quota', '4004'],
		[
			'a wrong signature',
			ofCode(4009, 'Connection is unauthorized'),
			'origin',
			'4009 Connection is unauthorized',
		],
		['a rate limit', ofCode(4301), 'refused', '4301'],
		['a closing server', ofCode(4200), 'error', '4200'],
		['a code of the transport', ofCode(1006), 'dropped', 'code 1006'],
		['a web page for a greeting', { type: 'HandshakeError', error: 'x' }, 'not-a-broadcaster', null],
		['nothing that can be read', null, 'no-answer', null],
		['a text', 'boom', 'no-answer', null],
		['an error without a code', { error: { data: null } }, 'no-answer', null],
	] as const)('is read as a reason: %s', (_, error, code, detail) => {
		expect(readError(error, true)).toEqual({ code, detail });
	});

	test('is the browser’s network where the browser says it has none', () => {
		expect(readError({}, false)).toEqual({ code: 'browser-offline', detail: null });
	});

	test('is who is there, with ids as texts', () => {
		expect(readMembers({ members: { 7: { name: 'Aisyah' } }, myID: 7 })).toEqual({
			members: [{ id: '7', info: { name: 'Aisyah' } }],
			self: '7',
		});
		expect(readMembers({})).toEqual({ members: [], self: null });
	});

	test('is its record of sockets: the latest one ended, and not an earlier one', () => {
		const opened = (cid: number) => [
			{ cid, transport: 'ws' },
			{ cid, state: 'connecting' },
		];
		const ended = (cid: number) => ({ cid, state: 'closed', params: { code: 1006 } });
		const first = [{ state: 'connecting' }, ...opened(1), { cid: 1, error: '[object Object]' }];
		expect(latestSocket(first)).toBe(1);
		expect(hasEnded(first, 0)).toBe(false);
		expect(hasEnded([...first, ended(1)], 0)).toBe(true);
		expect(hasEnded([...first, ended(1), { state: 'disconnected' }], 1)).toBe(false);
		expect(hasEnded([...first, ...opened(2), ended(1)], 1)).toBe(false);
		expect(hasEnded([...first, ...opened(2), ended(1), ended(2)], 1)).toBe(true);
	});

	test.each([[undefined], [null], ['x'], [{}], [[null, 1, { cid: 'x', state: 'closed' }]]])(
		'is no record of sockets: %j',
		(record) => {
			expect(latestSocket(record)).toBe(0);
			expect(hasEnded(record, 0)).toBe(false);
		},
	);
});
