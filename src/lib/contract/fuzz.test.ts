import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDecoder } from './decode.ts';
import { MESSAGE_LIMIT } from './display.ts';
import {
	OUTCOMES,
	SEVERITIES,
	STOCK_LEVELS,
	type Amount,
	type Decoded,
	type Money,
	type OrderCreated,
	type OrderStatusChanged,
	type ShopEvent,
	type Status,
} from './events.ts';
import { MINOR_LIMIT } from './money.ts';
import { presets } from './sources/index.ts';
import { TEXT_LIMIT } from './text.ts';

const SEED = 20_261_121;
const ROUNDS = 100_000;

interface Frame {
	readonly channel: string;
	readonly name: string;
	readonly payload: unknown;
}
type Node = Record<string, unknown>;

const folder = new URL('./samples/', import.meta.url);
const frames: Frame[] = Object.keys(presets).flatMap((source) =>
	readdirSync(new URL(source, folder)).map(
		(name) => JSON.parse(readFileSync(new URL(`${source}/${name}`, folder), 'utf8')) as Frame,
	),
);

function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const random = createRandom(SEED);
const pick = <Value>(values: readonly Value[]): Value =>
	values[Math.floor(random() * values.length)] as Value;

function nested(levels: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { id: value } : [value];
	return value;
}

const ODD: readonly (() => unknown)[] = [
	() => null,
	() => undefined,
	() => true,
	() => '',
	() => ' ',
	() => [],
	() => ({}),
	() => NaN,
	() => Number('1e999'),
	() => -Infinity,
	() => -1,
	() => 1e308,
	() => 5e-324,
	() => 2 ** 53,
	() => 9_007_199_254_740_993n,
	() => Symbol('odd'),
	() => () => 'odd',
	() => new Date(NaN),
	() => '1.500.000',
	() => '9'.repeat(400),
	() => '1e999999999',
	() => 'x'.repeat(10_000),
	() => '\u202E'.repeat(500) + 'x',
	() => 'Z' + '\u0301'.repeat(5_000),
	() => '\uD800\uDC00\uD800',
	() => '\uDFFF',
	() => '😀'.repeat(3_000),
	() => '__proto__',
	() => 'constructor',
	() => '2026-99-99T99:99:99Z',
	() => '+275760-09-13T00:00:00.001Z',
	() => nested(Math.floor(random() * 40)),
	() =>
		JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
	() => ({ toString: () => 'odd', valueOf: () => 1, toJSON: () => 'odd' }),
	() => Object.create(null) as unknown,
	() => Object.create({ id: 1, name: 'inherited' }) as unknown,
	() => new Proxy({}, { ownKeys: () => ['loop'], get: () => pick(ODD)() }),
	() => new Array(3),
];

const NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'length',
	'id',
	'order',
	'status',
	'user',
	'0',
	'',
];

/** Every object and list of the payload, itself included. */
function nodesOf(value: unknown, nodes: Node[] = []): Node[] {
	if (typeof value !== 'object' || value === null || nodes.length > 200) return nodes;
	nodes.push(value as Node);
	if (Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)) {
		for (const { value: inner } of Object.values(Object.getOwnPropertyDescriptors(value)))
			nodesOf(inner, nodes);
	}
	return nodes;
}

function define(node: Node, name: string, descriptor: PropertyDescriptor): void {
	if (Array.isArray(node) && name === 'length') return;
	Reflect.defineProperty(node, name, { configurable: true, enumerable: true, ...descriptor });
}

function damage(root: { payload: unknown }): void {
	const nodes = nodesOf(root.payload).filter((each) => Object.isExtensible(each));
	if (nodes.length === 0 || random() < 0.02) {
		root.payload = pick(ODD)();
		return;
	}
	const node = pick(nodes);
	const name = pick(Object.keys(node)) ?? pick(NAMES);
	const dice = random();
	if (dice < 0.2) Reflect.deleteProperty(node, name);
	else if (dice < 0.3) define(node, pick(NAMES), { value: pick(ODD)(), writable: true });
	else if (dice < 0.4) define(node, name, { value: [pick(ODD)(), pick(ODD)()], writable: true });
	else if (dice < 0.45) define(node, name, { get: () => throwOdd() });
	else if (dice < 0.5) define(node, name, { value: root.payload, writable: true });
	else define(node, name, { value: pick(ODD)(), writable: true });
}

function throwOdd(): never {
	throw new TypeError('odd');
}

const isText = (text: unknown) =>
	typeof text === 'string' && text !== '' && text.isWellFormed() && [...text].length <= TEXT_LIMIT;
const isTextOrNot = (text: unknown) => text === null || text === undefined || isText(text);
const isTime = (at: number | null) => at === null || (Number.isFinite(at) && at > 0);
const isStatus = ({ word, label }: Status) => isText(word) && isText(label);
const isMoney = (money: Money | null | undefined) =>
	!money ||
	(isText(money.currency) && Number.isSafeInteger(money.minor) && Math.abs(money.minor) <= MINOR_LIMIT);
const isCount = (count: number | null | undefined) =>
	count === null || count === undefined || (Number.isSafeInteger(count) && count >= 0);

const isAmount = ({ money, text }: Amount) => isMoney(money) && isTextOrNot(text) && !(money && text);
const isDecimal = (text: string) => /^\d{1,90}(\.\d{1,80})?$/.test(text);
const isNumberOrNot = (value: number | null) => value === null || Number.isFinite(value);

/** What the event tells, whatever it is: texts that are well-formed and bounded, numbers that are some, and nothing else. */
function isPlain(value: unknown, name = ''): boolean {
	if (typeof value === 'string')
		return (
			(value !== '' || name === 'severityWord') && value.isWellFormed() && [...value].length <= MESSAGE_LIMIT
		);
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object') return typeof value === 'boolean';
	return value === null || Object.entries(value).every(([key, inner]) => isPlain(inner, key));
}

function orderPromises(event: OrderCreated | OrderStatusChanged): Record<string, boolean> {
	const { order } = event;
	const isCreated = event.type === 'order.created';
	return {
		id: isText(order.id) && isTextOrNot(order.customerId),
		number: isCreated ? isText(order.number) : isTextOrNot(order.number),
		status: isStatus(order.status),
		previous: isCreated || event.previous === null || isStatus(event.previous),
		customer: isTextOrNot(order.customer),
		by: isCreated || isTextOrNot(event.changedBy),
		items:
			(order.items ?? []).length <= 3 &&
			(order.items ?? []).every(({ name, quantity }) => isText(name) && Number.isFinite(quantity)),
		counts: isCount(order.itemsCount) && (!isCreated || isCount(event.ordersToday)),
		total: isMoney(order.total) && isTextOrNot(order.totalText) && !(order.total && order.totalText),
		stay: !order.stay || (isText(order.stay.from) && isText(order.stay.until)),
	};
}

function promisesOf(event: ShopEvent): Record<string, boolean> {
	switch (event.type) {
		case 'order.created':
		case 'order.status.changed':
			return orderPromises(event);
		case 'payment.processed': {
			const { id, outcome, word, amount } = event.payment;
			return {
				id: isText(id),
				word: isText(word),
				outcome: OUTCOMES.includes(outcome),
				amount: isAmount(amount),
			};
		}
		case 'stock.changed': {
			const { id, name, level, word, stock, threshold } = event.product;
			return {
				id: isText(id) && isText(name),
				level: STOCK_LEVELS.includes(level) && isText(word),
				figures: isNumberOrNot(stock) && isNumberOrNot(threshold),
			};
		}
		case 'system.alerted': {
			const { id, kind, severity, title } = event.alert;
			return {
				id: isText(id),
				kind: isText(kind),
				title: isText(title),
				severity: SEVERITIES.includes(severity),
			};
		}
		case 'visitor.came':
		case 'visitor.left': {
			const { visitor, activeVisitors, lastedMs } = event;
			return {
				visitor: visitor === null || (isText(visitor.id) && isText(visitor.name)),
				count: isCount(activeVisitors),
				lasted: isNumberOrNot(lastedMs) && (lastedMs ?? 0) >= 0,
			};
		}
		case 'activity.recorded':
			return { action: isText(event.activity.action) && isText(event.activity.label) };
		case 'notification.received':
			return { title: isText(event.notification.title) && isText(event.notification.kind) };
		case 'cart.changed': {
			const { condition, message, subtotal, total, savings } = event.cart;
			return {
				amounts: [subtotal, total, savings].every(isAmount),
				content: (condition ?? message ?? total.money ?? total.text) !== null,
			};
		}
		case 'trade.matched': {
			const { id, symbol, price, amount, worth } = event.trade;
			return { id: isText(id) && isText(symbol), exact: [price, amount, worth].every(isDecimal) };
		}
		case 'refresh.asked':
			return {};
	}
}

/** The name of the first promise an accepted event breaks. */
function brokenPromise(event: ShopEvent): string | undefined {
	const promises: Record<string, boolean> = {
		...promisesOf(event),
		plain: isPlain(event),
		times: isTime(event.occurredAt) && isTime(event.version),
		key: event.key.length > 0,
		flaws: event.flaws.every(({ reason }) => [...reason].length < 120 && reason.isWellFormed()),
		json: JSON.stringify(JSON.parse(JSON.stringify(event))) === JSON.stringify(event),
	};
	return Object.keys(promises).find((name) => promises[name] === false);
}

test(`${ROUNDS} damaged payloads are read, or refused with a reason, and nothing is thrown`, () => {
	const decode = createDecoder(Object.values(presets), { currency: 'MYR' });
	const verdicts = { accepted: 0, rejected: 0, unmapped: 0 };
	const types = new Set<ShopEvent['type']>();
	for (let round = 0; round < ROUNDS; round += 1) {
		const frame = pick(frames);
		const root = { payload: JSON.parse(JSON.stringify(frame.payload)) as unknown };
		for (let blow = Math.floor(random() * 4); blow >= 0; blow -= 1) damage(root);
		const where = `seed ${SEED}, round ${round}, ${frame.name} on ${frame.channel}`;
		let decoded: Decoded;
		try {
			decoded = decode({ ...frame, payload: root.payload, receivedAt: round });
		} catch (error) {
			throw new Error(`thrown at ${where}`, { cause: error });
		}
		if (decoded.verdict === 'heartbeat' || decoded.verdict === 'answered')
			throw new Error(`none was sent at ${where}`);
		verdicts[decoded.verdict] += 1;
		const { payload } =
			decoded.verdict === 'accepted'
				? decoded
				: decoded.verdict === 'rejected'
					? decoded.rejection
					: decoded.unmapped;
		if (JSON.stringify(payload).length > 200_000) throw new Error(`the copy is too large at ${where}`);
		if (decoded.verdict === 'rejected') {
			const { reason } = decoded.rejection;
			if (!/^(The|There) .+\.$/.test(reason) || [...reason].length > 160)
				throw new Error(`“${reason}” at ${where}`);
		}
		if (decoded.verdict === 'accepted') {
			types.add(decoded.event.type);
			const broken = brokenPromise(decoded.event);
			if (broken !== undefined) throw new Error(`${broken} at ${where}: ${JSON.stringify(decoded.event)}`);
		}
	}
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
	expect(types.size).toBe(12);
	// Blows that hit nothing, or only ever the identity, would prove nothing.
	expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(ROUNDS / 50);
}, 60_000);

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const drawn = (length: number, letters: string) => Array.from({ length }, () => pick([...letters])).join('');
const hex = (length: number) => drawn(length, '0123456789abcdef');
const octet = () => String(Math.floor(random() * 256));
const group = () => (1 + Math.floor(random() * 0xfffe)).toString(16);

const SECRETS: readonly (() => string)[] = [
	() => `${drawn(1 + Math.floor(random() * 20), 'abcdefghij0123456789.+_-')}@${drawn(6, 'klmnop')}.example`,
	() => `${drawn(3, 'abc')}.${drawn(3, 'xyz')}@mail.example.co.uk`,
	() => `${drawn(38, ALNUM)}a1`,
	() => hex(40).replace(/^./, 'a').replace(/.$/, '7'),
	() => [octet(), octet(), octet(), octet()].join('.'),
	() => Array.from({ length: 8 }, group).join(':'),
	() => `${group()}:${group()}::${group()}`,
	() => `eyJ${drawn(30, ALNUM)}.eyJ${drawn(60, ALNUM)}.${drawn(43, ALNUM)}`,
	() => `${1 + Math.floor(random() * 99)}|${drawn(46, ALNUM)}b2`,
];

const PLACES: readonly ((secret: string) => unknown)[] = [
	(secret) => secret,
	(secret) => `${secret} and more`,
	(secret) => `Sent to ${secret}.`,
	(secret) => `(${secret})`,
	(secret) => `user:${secret}`,
	(secret) => `user=${secret}&x=1`,
	(secret) => `<${secret}>`,
	(secret) => JSON.stringify({ a: { b: secret } }),
	(secret) => `https://shop.example.test/reset?x=1&y=${secret}`,
	(secret) => `https://shop.example.test/reset/${secret}`,
	(secret) => `${'long '.repeat(500)}${secret}`,
	(secret) => `${'x'.repeat(30)} ${secret} \u202E${'y'.repeat(300)}`,
	(secret) => ({ [secret]: secret }),
	(secret) => [[secret], { note: secret }],
];

const SECRET_NAMES = [
	'password',
	'session_id',
	'sessionId',
	'remember_token',
	'Authorization',
	'ip_address',
	'X-XSRF-TOKEN',
	'apiKey',
	'cookie',
];

test('nothing secret of a payload survives in what is read of it', () => {
	const decode = createDecoder(Object.values(presets), { currency: 'MYR' });
	let told = 0;
	for (let round = 0; round < ROUNDS / 10; round += 1) {
		const frame = pick(frames);
		const payload = JSON.parse(JSON.stringify(frame.payload)) as unknown;
		const nodes = nodesOf(payload);
		const isNamed = random() < 0.2;
		const secret = isNamed ? `pw${drawn(5, ALNUM)}` : pick(SECRETS)();
		const node = nodes.length === 0 ? undefined : pick(nodes);
		const name = isNamed ? pick(SECRET_NAMES) : (pick(Object.keys(node ?? {})) ?? 'note');
		if (node !== undefined)
			define(node, name, { value: isNamed ? secret : pick(PLACES)(secret), writable: true });
		const sent = node === undefined ? pick(PLACES)(pick(SECRETS)()) : payload;
		const decoded = decode({ ...frame, payload: sent, receivedAt: round });
		const text = JSON.stringify(decoded);
		if (text.includes(secret))
			throw new Error(`“${secret}” survives, seed ${SEED}, round ${round}, in ${name}: ${text}`);
		if (text.includes('•••')) told += 1;
	}
	expect(told).toBeGreaterThan(ROUNDS / 50);
}, 60_000);
