import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monitoring } from '../lib/contract/sources/monitoring.ts';
import { createTokens, isSame, TOKEN_LENGTH_LIMIT } from './session-token.ts';
import { readSignatures, type Signature } from './session-token-signatures.ts';

const APP = { key: 'k', secret: 'a secret' };
const READER = { channels: ['private-admin-orders'], self: { id: '1', name: 'Ünal' }, expiresAt: 5_000 };
const ORDERS = 'private-admin-orders';
const ADMINS = 'presence-admin-presence';
const ID = '12.34';

function sign(channel: string, data?: string, { key, secret } = APP, id = ID): Signature {
	const text = data === undefined ? `${id}:${channel}` : `${id}:${channel}:${data}`;
	const auth = `${key}:${createHmac('sha256', secret).update(text).digest('hex')}`;
	return data === undefined ? { auth } : { auth, channelData: data };
}

function read(signed: Record<string, Signature>, recorded: readonly string[] = [ORDERS, 'admin.public']) {
	return readSignatures(ID, signed, { app: APP, sources: [monitoring], recorded });
}

function issue(reader = READER): string {
	const token = createTokens(APP).write(reader);
	if (token === null) throw new Error('too long');
	return token;
}

describe('a session’s token', () => {
	test('is read by a recorder that was started anew with the same secret', () => {
		expect(createTokens(APP).read(issue(), 4_999)).toEqual(READER);
	});

	test('ends', () => {
		expect(createTokens(APP).read(issue(), 5_000)).toBe('expired');
	});

	test('is worth nothing with another secret or key', () => {
		expect(createTokens({ ...APP, secret: 'b' }).read(issue(), 0)).toBe('unreadable');
		expect(createTokens({ ...APP, key: 'other' }).read(issue(), 0)).toBe('unreadable');
	});

	test('stands in an address or a header as it is', () => {
		expect(issue()).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
	});

	test('holds no more than fits into a header', () => {
		const long = Array.from({ length: 50 }, (_, index) => `private-${'x'.repeat(150)}${index}`);
		expect(createTokens(APP).write({ ...READER, channels: long })).toBeNull();
		expect(createTokens(APP).read('x'.repeat(TOKEN_LENGTH_LIMIT + 1), 0)).toBe('unreadable');
	});

	test('with any one bit turned is none', () => {
		const token = Buffer.from(issue());
		for (let bit = 0; bit < token.length * 8; bit += 1) {
			const turned = Buffer.from(token);
			turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			expect(createTokens(APP).read(turned.toString('latin1'), 0)).toBe('unreadable');
		}
	});

	test('of any other content is none', () => {
		const tokens = createTokens(APP);
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' })), (text) => {
				expect(tokens.read(text, 0)).toBe('unreadable');
				expect(tokens.read(`${text}.${issue().split('.')[1]}`, 0)).toBe('unreadable');
			}),
			{ numRuns: 2_000 },
		);
	});
});

test('texts are compared by their bytes', () => {
	expect(isSame('ä', 'ä')).toBe(true);
	expect(isSame('', '')).toBe(true);
	expect(isSame('ab', 'a')).toBe(false);
	expect(isSame('ab', 'ac')).toBe(false);
});

describe('what the shop signed', () => {
	test('opens the recorded channels it is about, and no others', () => {
		const signed = { [ORDERS]: sign(ORDERS), 'private-admin-system': sign('private-admin-system') };
		expect(read(signed)).toEqual({ channels: [ORDERS], self: null });
	});

	test.each([
		['of another socket id', sign(ORDERS, undefined, APP, '12.35')],
		['of another channel', sign('private-admin-system')],
		['with another secret', sign(ORDERS, undefined, { ...APP, secret: 'b' })],
		['under another key', sign(ORDERS, undefined, { ...APP, key: 'other' })],
		['with data of its own', sign(ORDERS, '{}')],
		['cut short', { auth: sign(ORDERS).auth?.slice(0, -1) }],
		['without a key', { auth: sign(ORDERS).auth?.slice(2) }],
		['that is none', {}],
	])('is worth nothing %s', (_, signature) => {
		expect(read({ [ORDERS]: signature })).toEqual({ channels: [], self: null });
	});

	test('cannot be shifted into the name of a channel', () => {
		const data = `${ORDERS}:x`;
		expect(read({ [`${ADMINS}:${data}`]: sign(ADMINS, data) }).channels).toEqual([]);
	});

	test('on a presence channel tells who it is, and opens nothing', () => {
		const data = '{"user_id":7,"user_info":{"name":"Mei Lin"}}';
		expect(read({ [ADMINS]: sign(ADMINS, data) }, [ORDERS, ADMINS])).toMatchObject({
			self: { id: '7', name: 'Mei Lin' },
		});
		expect(read({ [ADMINS]: sign(ADMINS, data) }).channels).toEqual([]);
		expect(
			read({ [ADMINS]: { ...sign(ADMINS, data), channelData: data.replace('7', '1') } }).self,
		).toBeNull();
		expect(read({ [ADMINS]: sign(ADMINS) }).self).toBeNull();
	});

	test.each(['', 'null', '[]', '{"user_id":null}', '{"user_id":{}}', '{'])(
		'with who it is as %s is about nobody',
		(data) => {
			expect(read({ [ORDERS]: sign(ORDERS), [ADMINS]: sign(ADMINS, data) })).toEqual({
				channels: [ORDERS],
				self: null,
			});
		},
	);

	test('opens a public channel only beside a guarded one, where one is recorded', () => {
		expect(read({ 'admin.public': {} }).channels).toEqual([]);
		expect(read({ 'admin.public': {}, [ORDERS]: sign(ORDERS) }).channels).toEqual(['admin.public', ORDERS]);
		expect(read({ 'admin.public': {} }, ['admin.public']).channels).toEqual(['admin.public']);
	});

	test('survives whatever it is made of', () => {
		const signature = fc.record(
			{ auth: fc.string({ unit: 'binary' }), channelData: fc.oneof(fc.string(), fc.json()) },
			{ requiredKeys: [] },
		);
		const name = fc.oneof(fc.constantFrom(ORDERS, ADMINS), fc.string({ unit: 'binary' }));
		fc.assert(
			fc.property(fc.dictionary(name, signature), (signed) => {
				expect(read(signed)).toEqual({ channels: [], self: null });
			}),
			{ numRuns: 2_000 },
		);
	});
});
