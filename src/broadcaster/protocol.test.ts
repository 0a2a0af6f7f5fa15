import { describe, expect, test } from 'vitest';
import {
	clientEventFrame,
	errorFrame,
	memberAdded,
	parseChannelData,
	parseClientFrame,
	presenceData,
	ProtocolError,
	refusals,
} from './protocol.ts';

const INVALID = expect.objectContaining({ code: 4200, message: 'Invalid message format' }) as unknown;

describe('reading a client frame', () => {
	test.for([
		['{"event":"pusher:ping"}', { kind: 'ping' }],
		['{"event":"pusher:ping","data":"{}"}', { kind: 'ping' }],
		['{"event":"pusher:pong","data":{}}', { kind: 'pong' }],
		['{"event":"pusher:unsubscribe","data":{"channel":"a"}}', { kind: 'unsubscribe', channel: 'a' }],
		['{"event":"typing","channel":"private-a","data":{}}', { kind: 'ignored' }],
		['{"event":"pusher_internal:member_added","data":{}}', { kind: 'ignored' }],
	] as const)('%s', ([text, expected]) => {
		expect(parseClientFrame(text)).toEqual(expected);
	});

	test('takes data as an object or as a JSON string', () => {
		const expected = { kind: 'subscribe', channel: 'a', auth: '', channelData: undefined };
		expect(parseClientFrame('{"event":"pusher:subscribe","data":{"channel":"a","auth":null}}')).toEqual(
			expected,
		);
		expect(parseClientFrame('{"event":"pusher:subscribe","data":"{\\"channel\\":\\"a\\"}"}')).toEqual(
			expected,
		);
	});

	test('decodes the data of a whisper once', () => {
		const whisper = (data: string) =>
			parseClientFrame(`{"event":"client-x","channel":"private-a","data":${data}}`);
		expect(whisper('{"a":1}')).toMatchObject({ data: { a: 1 } });
		expect(whisper('"{\\"a\\":1}"')).toMatchObject({ data: { a: 1 } });
		expect(whisper('null')).toMatchObject({ data: null });
	});

	test.for([
		'',
		'hello',
		'null',
		'7',
		'[1,2]',
		'{}',
		'{"event":7}',
		'{"event":"pusher:foo"}',
		'{"event":"pusher:signin","data":{}}',
		'{"event":"pusher:subscribe"}',
		'{"event":"pusher:subscribe","data":{}}',
		'{"event":"pusher:subscribe","data":{"channel":""}}',
		'{"event":"pusher:subscribe","data":{"channel":{}}}',
		'{"event":"pusher:subscribe","data":"nope"}',
		'{"event":"client-x","data":{}}',
		'{"event":"client-x","channel":"private-a","data":"hello"}',
		'{"event":"client-x","channel":"private-a","data":5}',
	])('refuses %s', (text) => {
		expect(() => parseClientFrame(text)).toThrow(INVALID as Error);
	});
});

describe('writing frames', () => {
	test('every refusal is one error frame whose data is a string', () => {
		const frame = JSON.parse(errorFrame(refusals.unauthorized())) as { data: string };
		expect(JSON.parse(frame.data)).toEqual({ code: 4009, message: 'Connection is unauthorized' });
		expect(refusals.unknownApp()).toBeInstanceOf(ProtocolError);
	});

	test('a roll call names members that would vanish in an object', () => {
		const ids = ['__proto__', 'constructor', 'toString', '10', '9'];
		const text = presenceData(ids.map((id) => ({ id, info: { id } })));
		const hash = /"hash":(.*)\}\}$/.exec(text)?.[1] ?? '';
		expect(hash).toBe(`{${ids.map((id) => `"${id}":{"id":"${id}"}`).join(',')}}`);
		expect((JSON.parse(text) as { presence: { count: number } }).presence.count).toBe(5);
	});

	test('a member without info has none in the announcement and an empty one in the roll call', () => {
		const member = parseChannelData('{"user_id":"9"}');
		expect(JSON.parse(memberAdded('presence-a', member))).toMatchObject({ data: '{"user_id":"9"}' });
		expect(presenceData([member])).toContain('"hash":{"9":{}}');
	});

	test('a whisper carries its data bare and the user id only where there is one', () => {
		expect(clientEventFrame('private-a', 'client-x', { a: 1 })).toBe(
			'{"event":"client-x","channel":"private-a","data":{"a":1}}',
		);
		expect(clientEventFrame('presence-a', 'client-x', {}, '1')).toContain('"user_id":"1"');
	});

	test.for([undefined, 'not json', '{}', '{"user_id":null}', '{"user_id":["1"]}', '[]'])(
		'channel_data %s is no member',
		(channelData) => {
			expect(() => parseChannelData(channelData)).toThrow(INVALID as Error);
		},
	);
});
