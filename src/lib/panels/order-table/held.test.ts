import { describe, expect, it } from 'vitest';
import type { OrderRecord } from '$lib/domain/order.ts';
import { countHeld, withLatestFacts } from './held.ts';

const row = (ref: string, number = ref) => ({ ref, number }) as OrderRecord;
const byRef = (...rows: OrderRecord[]) => new Map(rows.map((one) => [one.ref, one]));

describe('rows that stand while somebody reads', () => {
	it('keep their places and show what became of them', () => {
		const shown = withLatestFacts([row('a'), row('b')], byRef(row('b', 'changed'), row('c'), row('a')));
		expect(shown.map(({ number }) => number)).toEqual(['a', 'changed']);
	});

	it('stay as they were once they are forgotten', () => {
		expect(withLatestFacts([row('a')], byRef(row('b')))).toEqual([row('a')]);
	});

	it('hold back those that came since, wherever they would stand', () => {
		expect(countHeld([row('a'), row('b')], [row('n'), row('a'), row('m'), row('b')])).toBe(2);
	});

	it('hold back none for one that left', () => {
		expect(countHeld([row('a'), row('b')], [row('b')])).toBe(0);
	});
});
