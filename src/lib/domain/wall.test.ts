import { describe, expect, test } from 'vitest';
import {
	isSwappedAt,
	layoutWall,
	LARGEST_SCALE,
	minutesOf,
	MUST_READ_MINUTES,
	MUST_READ_REM,
	PAGE_MS,
	pageAt,
	readWallSettings,
	remOf,
	REST_MINUTES,
	REST_REM,
	SHIFT_EVERY_MS,
	shiftAt,
} from './wall.ts';

const FULL_HD = { width: 1920, height: 1080 };
const FOUR_K = { width: 3840, height: 2160 };
const UPRIGHT = { width: 2160, height: 3840 };
const SMALL = { width: 1280, height: 720 };

const read = (search: string) => {
	const params = new URLSearchParams(search);
	return readWallSettings((name) => params.get(name));
};

describe('the settings of a wall', () => {
	test('are 55 inches read from 3 m without rotation where the address says nothing', () => {
		expect(read('')).toEqual({ inches: 55, metres: 3, isRotating: false });
	});

	test('are read from the address, with a comma or a point', () => {
		expect(read('in=64.5&d=2,5&rotate=1')).toEqual({ inches: 64.5, metres: 2.5, isRotating: true });
	});

	test.each(['in=&d=', 'in=0&d=0', 'in=abc&d=far', 'in=-55&d=-3', 'in=1e9&d=Infinity', 'rotate=yes'])(
		'are the usual ones for what cannot be meant: %s',
		(search) => {
			expect(read(search)).toEqual({ inches: 55, metres: 3, isRotating: false });
		},
	);
});

describe('the letters of a wall', () => {
	const inches = [43, 50, 55, 65];
	const metres = [1.5, 3, 4];
	const sizes = [FULL_HD, FOUR_K, UPRIGHT, SMALL];
	const cases = inches.flatMap((inch) =>
		metres.flatMap((metre) => sizes.map((size) => ({ inches: inch, metres: metre, size }))),
	);

	test.each(cases)('are high enough at $inches inches from $metres m on $size', ({ size, ...settings }) => {
		const { scale, isTooFar } = layoutWall(settings, size);
		const rem = remOf(size) * scale;
		expect(isTooFar).toBe(false);
		expect(minutesOf(MUST_READ_REM * rem, settings, size)).toBeGreaterThanOrEqual(MUST_READ_MINUTES);
		expect(minutesOf(REST_REM * rem, settings, size)).toBeGreaterThanOrEqual(REST_MINUTES);
	});

	test('stand as they were drawn on 55 inches from 3 m', () => {
		expect(layoutWall({ inches: 55, metres: 3 }, FULL_HD)).toMatchObject({
			scale: 1,
			detail: 'whole',
			rows: 8,
			isPortrait: false,
		});
		expect(layoutWall({ inches: 55, metres: 3 }, UPRIGHT)).toMatchObject({
			scale: 1,
			detail: 'whole',
			rows: 8,
			isPortrait: true,
		});
	});

	test('are never smaller than they were drawn, however near somebody stands', () => {
		expect(layoutWall({ inches: 100, metres: 1 }, FULL_HD).scale).toBe(1);
	});

	test('keep items and context lines up to 4 m from 55 inches, and not beyond', () => {
		expect(layoutWall({ inches: 55, metres: 4 }, FULL_HD)).toMatchObject({ detail: 'near', rows: 7 });
		expect(layoutWall({ inches: 55, metres: 4.5 }, FULL_HD)).toMatchObject({ detail: 'far', rows: 6 });
	});

	test('leave out rows for what is said over the band', () => {
		const near = { inches: 43, metres: 3 };
		expect(layoutWall(near, FULL_HD, [90, 90]).rows).toBe(layoutWall(near, FULL_HD).rows - 1);
	});

	test('say where they would have to be larger than there is room for, and where the desk shows more', () => {
		expect(layoutWall({ inches: 43, metres: 6 }, FULL_HD)).toMatchObject({
			scale: LARGEST_SCALE,
			isTooFar: true,
			isTooSmall: false,
		});
		expect(layoutWall({ inches: 42, metres: 2 }, FULL_HD)).toMatchObject({ isTooSmall: true });
	});
});

describe('what stands still for weeks', () => {
	test('goes round eight places and comes back, a step every three minutes', () => {
		const places = Array.from({ length: 9 }, (_, index) => shiftAt(index * SHIFT_EVERY_MS));
		expect(new Set(places.slice(0, 8).map(({ x, y }) => `${x} ${y}`)).size).toBe(8);
		expect(places[8]).toEqual(places[0]);
		expect(shiftAt(SHIFT_EVERY_MS - 1)).toEqual(shiftAt(0));
		for (const [index, { x, y }] of places.slice(1).entries()) {
			const before = places[index]!;
			expect(Math.abs(x - before.x) + Math.abs(y - before.y)).toBe(1);
		}
	});

	test('changes its halves every minute', () => {
		expect([0, 59_999, 60_000, 120_000].map(isSwappedAt)).toEqual([false, false, true, false]);
	});
});

describe('the rotation', () => {
	const ALL = ['floor', 'stock', 'people'] as const;

	test('shows the floor 40 s, the stock 15 s, the people 10 s, and begins again', () => {
		expect(PAGE_MS).toEqual({ floor: 40_000, stock: 15_000, people: 10_000 });
		const seen = [0, 39_999, 40_000, 54_999, 55_000, 64_999, 65_000].map((at) => pageAt(at, ALL));
		expect(seen).toEqual(['floor', 'floor', 'stock', 'stock', 'people', 'people', 'floor']);
	});

	test('leaves out what is switched off, and stays on the only page', () => {
		expect(pageAt(41_000, ['floor', 'people'])).toBe('people');
		expect(pageAt(1e9, ['floor'])).toBe('floor');
	});
});
