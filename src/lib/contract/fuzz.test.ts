import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDecoder } from './decode.ts';
import type { Decoded, Money, ShopEvent, Status } from './events.ts';
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
const frames: Frame[] = ['orders', 'monitoring', 'bookings'].flatMap((source) =>
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

/** The name of the first promise an accepted event breaks. */
function brokenPromise(event: ShopEvent): string | undefined {
	const { order } = event;
	const isCreated = event.type === 'order.created';
	const promises: Record<string, boolean> = {
		id: isText(order.id),
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
		verdicts[decoded.verdict] += 1;
		if (decoded.verdict === 'rejected') {
			const { reason } = decoded.rejection;
			if (!/^(The|There) .+\.$/.test(reason) || [...reason].length > 160)
				throw new Error(`“${reason}” at ${where}`);
		}
		if (decoded.verdict === 'accepted') {
			const broken = brokenPromise(decoded.event);
			if (broken !== undefined) throw new Error(`${broken} at ${where}: ${JSON.stringify(decoded.event)}`);
		}
	}
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
	// Blows that hit nothing, or only ever the identity, would prove nothing.
	expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(ROUNDS / 20);
}, 30_000);
