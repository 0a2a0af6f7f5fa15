import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { monitoring } from '../lib/contract/sources/monitoring.ts';
import type { Acknowledgement } from '../lib/domain/acknowledgement.ts';
import { entriesOf } from '../lib/domain/memory.ts';
import { createHeldRecorder, messageOn, RECORDED } from './http-fakes.ts';
import { mayRead, readingRights, shareWith } from './reading-rights.ts';

const OPS = [
	'private-admin-monitoring',
	'private-admin-inventory',
	'private-admin-system',
	'private-admin-payments',
];
const rightsOf = (channels: readonly string[]) => readingRights(channels, RECORDED, [monitoring]);
const ANSWER = { kind: 'answer', answer: {} as Acknowledgement } as const;
const sample = (name: string): [name: string, payload: unknown] => {
	const text = readFileSync(`src/lib/contract/samples/monitoring/${name}.json`, 'utf8');
	const read = JSON.parse(text) as { name: string; payload: unknown };
	return [read.name, read.payload];
};
const at = { seq: 1, at: 0 };

describe('the rights of a reader', () => {
	test('are to a topic only with every recorded channel that carries it', () => {
		expect([...rightsOf(RECORDED).topics].sort()).toEqual([
			'activity',
			'notifications',
			'orders',
			'payments',
			'people',
			'stock',
			'system',
		]);
		const { topics, isWhole } = rightsOf(OPS);
		expect([...topics].sort()).toEqual(expect.arrayContaining(['payments', 'stock', 'system']));
		expect(topics.has('orders')).toBe(false);
		expect(isWhole).toBe(false);
		expect(rightsOf(['private-admin-system']).topics.has('system')).toBe(false);
	});

	test('are to no channel that nobody records', () => {
		expect(rightsOf(['private-user.7']).channels.size).toBe(0);
		expect(rightsOf(['private-user.7']).topics.size).toBe(0);
	});

	test('are to the entries of their channels, to answers with alerts, to seeds with everything', () => {
		const own = { ...at, ...messageOn('private-admin-system', 'unknown', {}) };
		const other = { ...at, ...messageOn('private-admin-orders', 'unknown', {}) };
		const ops = rightsOf(OPS);
		expect(mayRead(own, ops)).toBe(true);
		expect(mayRead(other, ops)).toBe(false);
		expect(mayRead({ ...at, ...ANSWER }, ops)).toBe(true);
		expect(mayRead({ ...at, ...ANSWER }, rightsOf(['private-admin-orders']))).toBe(false);
		const seed = { ...at, kind: 'seed' as const, snapshot: {} as never, asked: 0 };
		expect(mayRead(seed, ops)).toBe(false);
		expect(mayRead(seed, rightsOf(RECORDED))).toBe(true);
		expect(mayRead({ ...at, kind: 'cut', from: 0, until: 1, why: null }, ops)).toBe(true);
	});

	test('keep even the keys of other channels’ messages from the state', () => {
		const recorder = createHeldRecorder();
		recorder.add(messageOn('private-admin-orders', ...sample('new')));
		recorder.add(messageOn('private-admin-inventory', ...sample('stock-low')));
		const all = entriesOf(shareWith(recorder.state, rightsOf(RECORDED)).sightings);
		const ops = shareWith(recorder.state, rightsOf(OPS));
		const channels = (sightings: typeof all) => [...sightings.values()].flatMap((each) => each.channels);
		expect(channels(all)).toContain('private-admin-orders');
		expect(channels(entriesOf(ops.sightings))).not.toContain('private-admin-orders');
		expect(entriesOf(ops.sightings).size).toBeLessThan(all.size);
		expect(ops.orders).toBeNull();
	});
});
