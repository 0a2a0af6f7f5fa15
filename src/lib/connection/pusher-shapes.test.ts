import { describe, expect, test } from 'vitest';
import { readError, readMembers } from './pusher-shapes.ts';

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
});
