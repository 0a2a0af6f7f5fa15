import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OVERSCAN, scrollTo, windowOf } from './virtual-rows.ts';

describe('the rows of a view', () => {
	it('are those seen and some beyond each edge', () => {
		expect(windowOf(8_000, 40, 4_000, 600)).toEqual({
			first: 100 - OVERSCAN,
			end: 115 + OVERSCAN,
			firstSeen: 100,
			endSeen: 115,
		});
	});

	it('count those seen in part', () => {
		expect(windowOf(8_000, 40, 4_001, 600)).toMatchObject({ firstSeen: 100, endSeen: 116 });
	});

	it('end where the list ends, also when it became shorter than it is scrolled', () => {
		expect(windowOf(3, 40, 0, 600)).toEqual({ first: 0, end: 3, firstSeen: 0, endSeen: 3 });
		expect(windowOf(0, 40, 0, 600)).toEqual({ first: 0, end: 0, firstSeen: 0, endSeen: 0 });
		expect(windowOf(3, 40, 9_000, 600)).toMatchObject({ first: 0, end: 3 });
	});

	it('are few however many there are', () => {
		fc.assert(
			fc.property(fc.nat(1e6), fc.nat(1e7), fc.nat(2_000), (count, scrolledPx, viewPx) => {
				const { first, end } = windowOf(count, 40, scrolledPx, viewPx);
				expect(end - first).toBeGreaterThanOrEqual(0);
				expect(end - first).toBeLessThanOrEqual(viewPx / 40 + 2 + 2 * OVERSCAN);
			}),
		);
	});
});

describe('a row that is gone to', () => {
	it('comes in by the nearer edge', () => {
		expect(scrollTo(20, 40, 0, 600)).toBe(240);
		expect(scrollTo(2, 40, 400, 600)).toBe(80);
	});

	it('moves nothing when it is seen', () => {
		expect(scrollTo(14, 40, 0, 600)).toBe(0);
		expect(scrollTo(10, 40, 400, 600)).toBe(400);
	});
});
