import { describe, expect, test } from 'vitest';
import { COPY_LIMIT, isSecretName, mask, MASKED_TEXT_LIMIT, maskIdentity, maskText } from './mask.ts';

const SESSION = 'k3J9sLq2Zx8Vb5Nm1Qw7Er4Ty6Ui0Op3As5Df7Gh';
const UUID = '0197b3a2-5c1e-7f00-8a53-2f1f6f0f9b1c';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

describe('a text', () => {
	test.each([
		['ann@example.com', 'a•••@example.com'],
		['Mail Ann.Lee+shop@mail.example.co.uk, please.', 'Mail A•••@mail.example.co.uk, please.'],
		['ünal@exämple.de', 'ü•••@exämple.de'],
		['"ann lee"@example.com', '"ann l•••@example.com'],
		['<ann@localhost>', '<a•••@localhost>'],
		['ann%40example.com', 'a•••@example.com'],
		['ann\u200B@exam\u200Bple.com', 'a•••@example.com'],
		['12 sign-ins from 41.90.64.1:8080', '12 sign-ins from •••:8080'],
		['from 2001:db8::8a2e:370:7334', 'from •••'],
		['ip:2001:0db8:85a3:0000:0000:8a2e:0370:7334', 'ip:•••'],
		['::ffff:41.90.64.1', '••••••'],
		['[::1]:443', '[•••]:443'],
		[SESSION, '•••'],
		[`Bearer ${SESSION}`, 'Bearer •••'],
		['bearer 12|abcDEF123', 'bearer •••'],
		['Authorization: Bearer abc', 'Authorization: •••'],
		[JWT, '•••'],
		['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '•••'],
		['dGhpcy1pcy1h/LXRva2Vu+MTIzNDU2Nzg5MDEyMzQ1Ng==', '•••'],
		['dGhpcy1pcy1h-LXRva2Vu_MTIzNDU2Nzg5MDEyMzQ1Ng', '•••'],
		['https://shop.example.test/cart?token=abc#top', 'https://shop.example.test/cart?•••'],
		['https://ann:secret1@shop.example.test/cart', 'https://shop.example.test/cart'],
		['see https://shop.example.test/orders/15.', 'see https://shop.example.test/orders/15.'],
		['/reset?email=x&code=1 now', '/reset?••• now'],
		['{"password":"hunter2","x":1}', '{"password":"•••","x":1}'],
		['laravel_session=abc; XSRF-TOKEN=def', 'laravel_session=•••; XSRF-TOKEN=•••'],
		['api_key = abc', 'api_key = •••'],
	])('%j is shown as %j', (text, expected) => {
		expect(maskText(text)).toBe(expected);
		expect(maskText(maskText(text))).toBe(expected);
	});

	test.each([
		['Café / Tea Set, 2 @ 129.90'],
		['ORD-2026-4A1F0C'],
		['ORD20250727A1B2C3'],
		['2026-01-24T10:00:00.000000Z'],
		['2026-01-24T03:11:12+00:00'],
		['12:04:02'],
		['1.500.000'],
		['1.500.000.000'],
		['RM1,234.50'],
		['Laravel 12.3.4 is out'],
		['0.30000000000000004'],
		['App\\Events\\OrderStatusChanged'],
		['Illuminate\\Notifications\\Events\\BroadcastNotificationCreated'],
		['App\\Exceptions\\Handler::render'],
		[UUID],
		[`order-${UUID}`],
		['summer-sale-2026-free-shipping-over-100'],
		['text-orange-500 bg-orange-100 border-2'],
		['12345678901234567890123456789012345'],
		['Donaudampfschifffahrtsgesellschaftskapitän'],
		['the token has expired'],
		['Did you mean this?'],
		[' '],
		[''],
	])('%j stays as it is', (text) => {
		expect(maskText(text)).toBe(text);
	});

	test('is cut where it is too long, between words, so that no part of a secret is left', () => {
		const cut = maskText(`${'word '.repeat(MASKED_TEXT_LIMIT / 5 - 1)}ann@example.com and more`);
		expect(cut.length).toBeLessThanOrEqual(MASKED_TEXT_LIMIT + 1);
		expect(cut).toMatch(/word …$/);
		expect(maskText('a1'.repeat(MASKED_TEXT_LIMIT))).toBe('…');
	});

	test.each([
		['@'.repeat(100_000)],
		['a@'.repeat(50_000)],
		['1.'.repeat(50_000)],
		[':'.repeat(100_000)],
		['a:'.repeat(50_000)],
		['?a='.repeat(30_000)],
		['eyJ'.repeat(30_000)],
		['http://'.repeat(10_000)],
		['token'.repeat(20_000)],
	])('such as %.20j…, a hundred thousand letters long, costs no more than a short one', (text) => {
		const started = performance.now();
		for (let round = 0; round < 20; round += 1) maskText(text);
		expect((performance.now() - started) / 20).toBeLessThan(50);
	});
});

describe('an id', () => {
	test('stays as it is, unless it tells more than which one', () => {
		for (const id of ['15', UUID, 'ORD-15', 'KET-01']) expect(maskIdentity(id)).toBe(id);
	});

	test('is masked and still distinct', () => {
		const masked = ['ann@example.com', 'amy@example.com', SESSION, `${SESSION}1`].map(maskIdentity);
		expect(new Set(masked).size).toBe(4);
		expect(masked[0]).toMatch(/^a•••@example\.com~[0-9a-z]{7}$/);
		expect(masked[2]).toMatch(/^•••~[0-9a-z]{7}$/);
		expect(maskIdentity('ann@example.com')).toBe(masked[0]);
	});
});

describe('a name', () => {
	test.each([
		'session_id',
		'sessionId',
		'SESSION-ID',
		'ip',
		'ip_address',
		'client_ip',
		'remoteIp',
		'token',
		'access_token',
		'X-XSRF-TOKEN',
		'api_key',
		'apiKey',
		'client_secret',
		'password',
		'password_confirmation_password',
		'Authorization',
		'cookie',
		'remember_token',
		'auth',
		'signature',
		'user_agent',
		'email',
		'customerEmail',
		'phone',
		'billing_address',
		'latitude',
	])('%s is secret', (name) => {
		expect(isSecretName(name)).toBe(true);
	});

	test.each([
		'id',
		'name',
		'order_id',
		'ship',
		'zip',
		'tokens_used',
		'email_verified_at',
		'author',
		'description',
	])('%s is none', (name) => {
		expect(isSecretName(name)).toBe(false);
	});
});

describe('a copy', () => {
	test('has the shape of the payload, without what is secret in it', () => {
		const payload = {
			user: { id: 7, name: 'Ann', email: 'ann@example.com', password: 'short' },
			session: {
				id: 812,
				session_id: SESSION,
				ip_address: '41.90.64.1',
				location: null,
				is_authenticated: true,
			},
			headers: { cookie: { a: 'x', b: 2, c: null, d: false, e: '' }, 'user-agent': 'Mozilla/5.0' },
			tags: ['a', 'ann@example.com', [1.5]],
			pin: 1234,
			'ann@example.com': 1,
		};
		const before = JSON.stringify(payload);
		expect(mask(payload)).toEqual({
			user: { id: 7, name: 'Ann', email: 'a•••@example.com', password: '•••' },
			session: { id: 812, session_id: '•••', ip_address: '•••', location: null, is_authenticated: true },
			headers: { cookie: { a: '•••', b: '•••', c: null, d: false, e: '' }, 'user-agent': '•••' },
			tags: ['a', 'a•••@example.com', [1.5]],
			pin: '•••',
			[maskIdentity('ann@example.com')]: 1,
		});
		expect(JSON.stringify(payload)).toBe(before);
	});

	test('of a text under a name such as session is hidden, of its object only what is secret', () => {
		expect(mask({ session: 'short' })).toEqual({ session: '•••' });
		expect(mask({ session: { page: '/' } })).toEqual({ session: { page: '/' } });
	});

	test('is plain JSON of anything', () => {
		class Own {
			readonly mine = 1;
		}
		const given = {
			nan: NaN,
			big: 10n,
			none: undefined,
			sign: Symbol('x'),
			act: () => 1,
			date: new Date(0),
			own: new Own(),
			bare: Object.create(null) as unknown,
			heir: Object.create({ inherited: 1 }) as unknown,
		};
		const masked = mask(given);
		expect(masked).toEqual({
			nan: 'NaN',
			big: '10',
			none: null,
			sign: null,
			act: null,
			date: {},
			own: { mine: 1 },
			bare: {},
			heir: {},
		});
		expect(JSON.parse(JSON.stringify(masked))).toEqual(masked);
		for (const scalar of [null, 5, true, 'Ann']) expect(mask(scalar)).toBe(scalar);
		expect(mask(undefined)).toBeNull();
	});

	test('reaches no prototype', () => {
		const masked = mask(
			JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
		);
		expect(Object.keys(masked as object)).toEqual(['(__proto__)', 'constructor']);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	test('is bounded in depth, in width, and where a payload contains itself', () => {
		const circular: Record<string, unknown> = { name: 'Ann' };
		circular['self'] = circular;
		const endless = new Proxy(
			{},
			{
				ownKeys: () => ['a', 'b'],
				get: () => endless,
				getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
			},
		) as object;
		const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, 'text']));
		for (const given of [
			circular,
			endless,
			wide,
			new Array(1e9),
			'x y '.repeat(1e6),
			Array(5_000).fill('some words'),
		]) {
			expect(JSON.stringify(mask(given)).length).toBeLessThan(2 * COPY_LIMIT);
		}
		expect(JSON.stringify(mask(circular))).toContain('…');
	});

	test('is told where nothing can be read', () => {
		const revoked = Proxy.revocable({}, {});
		revoked.revoke();
		const thrower = Object.defineProperty({}, 'odd', {
			enumerable: true,
			get: () => {
				throw new Error('odd');
			},
		});
		expect(mask({ a: revoked.proxy, b: thrower, c: 1 })).toEqual({
			a: 'cannot be read',
			b: 'cannot be read',
			c: 1,
		});
	});

	test('knows a secret name also when it has seen thousands of others', () => {
		for (let index = 0; index < 5_000; index += 1) {
			expect(mask({ [`field${index}`]: 'x', [`token${index}_token`]: 'x' })).toEqual({
				[`field${index}`]: 'x',
				[`token${index}_token`]: '•••',
			});
		}
	});
});
