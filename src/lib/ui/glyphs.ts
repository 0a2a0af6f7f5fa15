/**
 * The shapes that carry meaning without colour. `line` is stroked, `fill` filled, `knock` stroked in the ground's colour.
 * Those on a 24 grid are from lucide (ISC), the others are ours, on 16.
 */
interface Shape {
	readonly box: 16 | 24;
	readonly width?: number;
	readonly line?: string;
	readonly fill?: string;
	readonly knock?: string;
	readonly dash?: string;
}

const RING = 'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5z';
const SPEAKER =
	'M11 4.702a.705.705 0 0 0-1.203-.498L6.413 7.587A1.4 1.4 0 0 1 5.416 8H3a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2.416a1.4 1.4 0 0 1 .997.413l3.383 3.384A.705.705 0 0 0 11 19.298z';

const SHAPES = {
	logo: { box: 24, width: 2.4, line: 'M2 18.5h20M5 15V9M9.7 15V4M14.4 15v-4M19 15V6.5' },
	disc: { box: 16, fill: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z' },
	circle: { box: 16, width: 2, line: 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10z' },
	half: {
		box: 16,
		line: 'M8 2.75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5z',
		fill: 'M8 2.75a5.25 5.25 0 0 1 0 10.5z',
	},
	turning: { box: 16, width: 2, line: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5' },
	hatched: { box: 16, line: 'M2.75 2.75h10.5v10.5H2.75zM3 9.5 9.5 3M6.5 13 13 6.5' },
	crossed: { box: 16, line: `${RING}m-2.1 4.15 4.2 4.2m0-4.2-4.2 4.2` },
	lock: {
		box: 16,
		line: 'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2',
	},
	broken: { box: 16, line: 'M1 8h3.5M11.5 8H15M5 11.5 7 4.5M9 11.5l2-7' },
	dotted: { box: 16, dash: '1.4 2.9', line: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z' },
	ring: { box: 16, line: RING },
	quarter: { box: 16, line: RING, fill: 'M8 8V4a4 4 0 0 1 4 4z' },
	halfway: { box: 16, line: RING, fill: 'M8 4a4 4 0 0 1 0 8z' },
	cog: { box: 16, line: `${RING}M8 5.2v5.6M5.2 8h5.6` },
	threequarters: { box: 16, line: RING, fill: 'M8 8V4a4 4 0 1 1-4 4z' },
	done: {
		box: 16,
		width: 1.7,
		fill: 'M8 1a7 7 0 1 1 0 14a7 7 0 0 1 0-14z',
		knock: 'm4.9 8.2 2.2 2.2 4.1-4.6',
	},
	slashed: { box: 16, line: `${RING}M3.7 12.3l8.6-8.6` },
	returned: {
		box: 16,
		width: 1.4,
		line: `${RING}M11.2 10.4V9.2a1.8 1.8 0 0 0-1.8-1.8H5M6.7 5.6 4.9 7.4l1.8 1.8`,
	},
	failed: { box: 16, line: `${RING}M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4` },
	triangle: { box: 16, width: 1.8, fill: 'M8 1.2 15.4 14.4H.6z', knock: 'M8 5.6v4.2M8 12v.01' },
	arrow: { box: 24, line: 'M5 12h14M12 5l7 7-7 7' },
	chevron: { box: 24, line: 'm6 9 6 6 6-6' },
	check: { box: 24, line: 'M20 6 9 17l-5-5' },
	gauge: { box: 24, line: 'm12 14 4-4M3.34 19a10 10 0 1 1 17.32 0' },
	sound: { box: 24, line: `${SPEAKER}M16 9a5 5 0 0 1 0 6M19.364 18.364a9 9 0 0 0 0-12.728` },
	mute: { box: 24, line: `${SPEAKER}M16.5 14.5l5-5M16.5 9.5l5 5` },
} as const satisfies Record<string, Shape>;

export type GlyphName = keyof typeof SHAPES;

export function shapeOf(name: GlyphName): Shape {
	return SHAPES[name];
}
