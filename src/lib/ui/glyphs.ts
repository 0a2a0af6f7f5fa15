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
	broken: { box: 16, width: 2, line: 'M1.5 8h3.75M10.75 8h3.75M6.25 11.5l3.5-7' },
	lock: {
		box: 16,
		line: 'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2',
	},
	dotted: { box: 16, dash: '1.4 2.9', line: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z' },
	ring: { box: 16, line: RING },
	quarter: { box: 16, line: RING, fill: 'M8 8V4a4 4 0 0 1 4 4z' },
	halfway: { box: 16, line: RING, fill: 'M8 4a4 4 0 0 1 0 8z' },
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
	/** Of a difference: neutral, so never with the corners of a warning. */
	up: { box: 16, fill: 'M8 3.2 14 12.8H2z' },
	down: { box: 16, fill: 'M8 12.8 2 3.2h12z' },
	triangle: { box: 16, width: 1.8, fill: 'M8 1.2 15.4 14.4H.6z', knock: 'M8 5.6v4.2M8 12v.01' },
	arrow: { box: 24, line: 'M5 12h14M12 5l7 7-7 7' },
	chevron: { box: 24, line: 'm6 9 6 6 6-6' },
	check: { box: 24, line: 'M20 6 9 17l-5-5' },
	gauge: { box: 24, line: 'm12 14 4-4M3.34 19a10 10 0 1 1 17.32 0' },
	sound: { box: 24, line: `${SPEAKER}M16 9a5 5 0 0 1 0 6M19.364 18.364a9 9 0 0 0 0-12.728` },
	mute: { box: 24, line: `${SPEAKER}M16.5 14.5l5-5M16.5 9.5l5 5` },
	speaker: { box: 24, line: SPEAKER },
	moon: { box: 24, line: 'M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9z' },
	receipt: {
		box: 24,
		line: 'M13 16H8M14 8H8M16 12H8M4 3a1 1 0 0 1 1-1 1.3 1.3 0 0 1 .7.2l.933.6a1.3 1.3 0 0 0 1.4 0l.934-.6a1.3 1.3 0 0 1 1.4 0l.933.6a1.3 1.3 0 0 0 1.4 0l.933-.6a1.3 1.3 0 0 1 1.4 0l.934.6a1.3 1.3 0 0 0 1.4 0l.933-.6A1.3 1.3 0 0 1 19 2a1 1 0 0 1 1 1v18a1 1 0 0 1-1 1 1.3 1.3 0 0 1-.7-.2l-.933-.6a1.3 1.3 0 0 0-1.4 0l-.934.6a1.3 1.3 0 0 1-1.4 0l-.933-.6a1.3 1.3 0 0 0-1.4 0l-.933.6a1.3 1.3 0 0 1-1.4 0l-.934-.6a1.3 1.3 0 0 0-1.4 0l-.933.6a1.3 1.3 0 0 1-.7.2 1 1 0 0 1-1-1z',
	},
	card: {
		box: 24,
		line: 'M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM2 10L22 10M6 14h2',
	},
	boxes: {
		box: 24,
		line: 'M2.97 12.92A2 2 0 0 0 2 14.63v3.24a2 2 0 0 0 .97 1.71l3 1.8a2 2 0 0 0 2.06 0L12 19v-5.5l-5-3-4.03 2.42ZM7 16.5l-4.74-2.85M7 16.5l5-3M7 16.5v5.17M12 13.5V19l3.97 2.38a2 2 0 0 0 2.06 0l3-1.8a2 2 0 0 0 .97-1.71v-3.24a2 2 0 0 0-.97-1.71L17 10.5l-5 3ZM17 16.5l-5-3M17 16.5l4.74-2.85M17 16.5v5.17M7.97 4.42A2 2 0 0 0 7 6.13v4.37l5 3 5-3V6.13a2 2 0 0 0-.97-1.71l-3-1.8a2 2 0 0 0-2.06 0l-3 1.8ZM12 8 7.26 5.15M12 8l4.74-2.85M12 13.5V8',
	},
	server: {
		box: 24,
		line: 'M4 2h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM4 14h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM6 6L6.01 6M6 18L6.01 18',
	},
	people: {
		box: 24,
		line: 'M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 0 0 0-3-3.87M5 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
	},
	braces: {
		box: 24,
		line: 'M8 3H7a2 2 0 0 0-2 2v5a2 2 0 0 1-2 2 2 2 0 0 1 2 2v5c0 1.1.9 2 2 2h1M16 21h1a2 2 0 0 0 2-2v-5c0-1.1.9-2 2-2a2 2 0 0 1-2-2V5a2 2 0 0 0-2-2h-1',
	},
	sliders: {
		box: 24,
		line: 'M14 17H5M19 7h-9M14 17a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M4 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
	},
	bell: {
		box: 24,
		line: 'M10.268 21a2 2 0 0 0 3.464 0M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326',
	},
	bellOff: {
		box: 24,
		line: 'M10.268 21a2 2 0 0 0 3.464 0M17 17H4a1 1 0 0 1-.74-1.673C4.59 13.956 6 12.499 6 8a6 6 0 0 1 .258-1.742M2 2l20 20M8.668 3.01A6 6 0 0 1 18 8c0 2.687.77 4.653 1.707 6.05',
	},
	eye: {
		box: 24,
		line: 'M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
	},
	copy: {
		box: 24,
		line: 'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2',
	},
	columns: {
		box: 24,
		line: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM9 3v18M15 3v18',
	},
	rows: {
		box: 24,
		line: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM21 9H3M21 15H3',
	},
	rowsRoomy: {
		box: 24,
		line: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM21 12H3',
	},
	rowsDense: {
		box: 24,
		line: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM21 7.5H3M21 12H3M21 16.5H3',
	},
	search: { box: 24, line: 'M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0' },
	close: { box: 24, line: 'M18 6 6 18M6 6l12 12' },
	pin: {
		box: 24,
		line: 'M12 17v5M9 10.76a2 2 0 0 1-1.11 1.79l-1.78.9A2 2 0 0 0 5 15.24V16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-.76a2 2 0 0 0-1.11-1.79l-1.78-.9A2 2 0 0 1 15 10.76V7a1 1 0 0 1 1-1 2 2 0 0 0 0-4H8a2 2 0 0 0 0 4 1 1 0 0 1 1 1z',
	},
	download: { box: 24, line: 'M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5' },
	activity: {
		box: 24,
		line: 'M22 12h-2.48a2 2 0 0 0-1.93 1.46l-2.35 8.36a.25.25 0 0 1-.48 0L9.24 2.18a.25.25 0 0 0-.48 0l-2.35 8.36A2 2 0 0 1 4.49 12H2',
	},
	leave: { box: 24, line: 'm16 17 5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4' },
	monitor: {
		box: 24,
		line: 'M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM8 21h8M12 17v4',
	},
	more: { box: 24, width: 2.5, line: 'M5 12h.01M12 12h.01M19 12h.01' },
	inbox: {
		box: 24,
		line: 'M22 12h-6l-2 3h-4l-2-3H2M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z',
	},
	polling: { box: 16, line: 'M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 0 1 0-11.5zM8 4.75V8l2.25 1.5' },
	low: {
		box: 16,
		line: 'M2.75 2.25h10.5a.5.5 0 0 1 .5.5v10.5a.5.5 0 0 1-.5.5H2.75a.5.5 0 0 1-.5-.5V2.75a.5.5 0 0 1 .5-.5z',
		fill: 'M4 10h8v2.2H4z',
	},
	out: {
		box: 16,
		line: 'M2.75 2.25h10.5a.5.5 0 0 1 .5.5v10.5a.5.5 0 0 1-.5.5H2.75a.5.5 0 0 1-.5-.5V2.75a.5.5 0 0 1 .5-.5zM5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
	},
	restocked: { box: 16, line: 'M13.75 8v4.75a1 1 0 0 1-1 1h-9.5a1 1 0 0 1-1-1V8M8 10.5V2.5M5 5.3l3-3 3 3' },
	octagon: { box: 16, width: 2, fill: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z', knock: 'M8 4.25v4.5M8 11.4v.01' },
	diamond: { box: 16, line: 'M8 1.4 14.6 8 8 14.6 1.4 8zM8 5v3.6M8 10.9v.01' },
	note: { box: 16, line: 'M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12zM8 7.5v3.4M8 5.1v.01' },
} as const satisfies Record<string, Shape>;

export type GlyphName = keyof typeof SHAPES;

export function shapeOf(name: GlyphName): Shape {
	return SHAPES[name];
}
