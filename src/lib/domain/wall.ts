/**
 * The wall: a screen that is read from metres away, by people who touch nothing.
 *
 * How large a letter must be follows from how far away it is read. Everything is drawn on a sheet of 120 by 67.5 rem
 * (upright 67.5 by 120), so sizes in rem are shares of the screen; what would be too small from there grows by `scale`,
 * and what then has no room is left out.
 */

/** What the address says of the screen. */
export interface WallSettings {
	/** The screen's diagonal. */
	readonly inches: number;
	/** From where it is read. */
	readonly metres: number;
	readonly isRotating: boolean;
}

export const USUAL_INCHES = 55;
export const USUAL_METRES = 3;
/** Below this the desk shows more. */
export const SMALLEST_WALL_INCHES = 43;
/** Cap height of Plex Sans, in em. Capitals and figures are what is read from afar. */
export const CAP_HEIGHT_EM = 0.698;
/** Letter height of what must be read, and of the rest, in arc minutes. */
export const MUST_READ_MINUTES = 20;
export const REST_MINUTES = 16;
/** The sizes they have on the sheet while `scale` is 1. */
export const MUST_READ_REM = 2.5;
export const REST_REM = 2;
export const SHEET_LONG_REM = 120;
export const SHEET_SHORT_REM = 67.5;
/** Larger letters leave no room for the figures that are to be read. */
export const LARGEST_SCALE = 1.9;
/** Up to here everything stands as it was drawn. */
const WHOLE_SCALE = 1.06;
/** 4 m away from 55 inches: beyond it items and context lines are left out. */
const NEAR_SCALE = 1.34;
const MOST_ROWS = 8;
const MOST_ROWS_FAR = 6;

const INCH_MM = 25.4;
const ARC_MINUTE = Math.PI / 180 / 60;

/** Reads `in`, `d` and `rotate`; what cannot be meant is as if it were not there. */
export function readWallSettings(read: (name: string) => string | null): WallSettings {
	return {
		inches: numberWithin(read('in'), 10, 150) ?? USUAL_INCHES,
		metres: numberWithin(read('d'), 0.5, 20) ?? USUAL_METRES,
		isRotating: read('rotate') === '1',
	};
}

function numberWithin(text: string | null, from: number, to: number): number | null {
	const value = text === null || text.trim() === '' ? NaN : Number(text.replace(',', '.'));
	return value >= from && value <= to ? value : null;
}

export interface WallLayout {
	readonly isPortrait: boolean;
	/** By how much letters near the limit grow. */
	readonly scale: number;
	/** Everything; everything in narrower letters; without items and context lines. */
	readonly detail: 'whole' | 'near' | 'far';
	/** Orders that have room. */
	readonly rows: number;
	readonly isTooSmall: boolean;
	/** From this far letters would have to be larger than there is room for. */
	readonly isTooFar: boolean;
}

/** A browser window that fills its screen, in CSS pixels. */
export interface WallSize {
	readonly width: number;
	readonly height: number;
}

/** What has room on a wall; `notices` are the lengths of the texts said over the band. */
export function layoutWall(
	{ inches, metres }: Pick<WallSettings, 'inches' | 'metres'>,
	size: WallSize,
	notices: readonly number[] = [],
): WallLayout {
	const isPortrait = size.height > size.width;
	const rem = remOf(size);
	const remMm = (rem * inches * INCH_MM) / Math.hypot(size.width, size.height);
	const wanted = Math.max(
		1,
		remFor(MUST_READ_MINUTES, metres, remMm) / MUST_READ_REM,
		remFor(REST_MINUTES, metres, remMm) / REST_REM,
	);
	// Rounded up: a letter is never smaller than it has to be.
	const scale = Math.min(LARGEST_SCALE, Math.ceil(wanted * 1_000) / 1_000);
	const detail = scale <= WHOLE_SCALE ? 'whole' : scale <= NEAR_SCALE ? 'near' : 'far';
	const said = notices.reduce((sum, length) => sum + heightOfNotice(length, scale, isPortrait), 0);
	const left = size.height / rem - heightOfRest(scale, isPortrait, detail) - said;
	const most = detail === 'far' ? MOST_ROWS_FAR : MOST_ROWS;
	return {
		isPortrait,
		scale,
		detail,
		rows: Math.max(1, Math.min(most, Math.floor(left / heightOfRow(scale)))),
		isTooSmall: inches < SMALLEST_WALL_INCHES,
		isTooFar: wanted > LARGEST_SCALE,
	};
}

/** The pixels of 1 rem: the sheet fills the shorter way of the screen. */
export function remOf({ width, height }: WallSize): number {
	return height > width
		? Math.min(width / SHEET_SHORT_REM, height / SHEET_LONG_REM)
		: Math.min(width / SHEET_LONG_REM, height / SHEET_SHORT_REM);
}

/** The letter height in arc minutes of text of so many pixels. */
export function minutesOf(
	fontPx: number,
	{ inches, metres }: Pick<WallSettings, 'inches' | 'metres'>,
	{ width, height }: WallSize,
): number {
	const mm = (fontPx * CAP_HEIGHT_EM * inches * INCH_MM) / Math.hypot(width, height);
	return Math.atan(mm / (metres * 1_000)) / ARC_MINUTE;
}

function remFor(minutes: number, metres: number, remMm: number): number {
	return (metres * 1_000 * Math.tan(minutes * ARC_MINUTE)) / (CAP_HEIGHT_EM * remMm);
}

function heightOfRow(scale: number): number {
	return 5.3 * scale + 0.3;
}

/** A character takes half its size in the mean. */
function heightOfNotice(length: number, scale: number, isPortrait: boolean): number {
	const room = (isPortrait ? SHEET_SHORT_REM : SHEET_LONG_REM) - 6;
	return 1 + 2.4 * scale * Math.ceil((length * REST_REM * scale * 0.5) / room);
}

/** What stands above and below the orders; the styles of the wall's panels say the same. */
function heightOfRest(scale: number, isPortrait: boolean, detail: WallLayout['detail']): number {
	const band = 1 + 6.25 * scale;
	if (!isPortrait) return 3 + 2.5 * scale + band;
	const context = detail === 'far' ? 0 : 2.6 * scale;
	return 4 + 5 * scale + band + (13.5 + 2.5 * scale) + 2 * (8.3 + 2.5 * scale + context);
}

/** Places of the sheet one after the other, in steps of 4 px at 1080 lines: no edge stands still for weeks. */
const ORBIT = [
	[1, 0],
	[1, 1],
	[0, 1],
	[-1, 1],
	[-1, 0],
	[-1, -1],
	[0, -1],
	[1, -1],
] as const;
export const SHIFT_EVERY_MS = 180_000;
const MINUTE_MS = 60_000;

/** Where the sheet stands at `now` (epoch ms): -1, 0 or 1 step each way. */
export function shiftAt(now: number): { readonly x: number; readonly y: number } {
	const [x, y] = ORBIT[Math.floor(now / SHIFT_EVERY_MS) % ORBIT.length] ?? ORBIT[0];
	return { x, y };
}

/** Whether the halves of what stands still for long have changed places: every other minute. */
export function isSwappedAt(now: number): boolean {
	return Math.floor(now / MINUTE_MS) % 2 === 1;
}

export type WallPage = 'floor' | 'stock' | 'people';

/** How long each stands. */
export const PAGE_MS: Readonly<Record<WallPage, number>> = { floor: 40_000, stock: 15_000, people: 10_000 };

/** Which page stands `elapsedMs` after the rotation began; only those of `pages` are shown. */
export function pageAt(elapsedMs: number, pages: readonly WallPage[]): WallPage {
	const round = pages.reduce((sum, page) => sum + PAGE_MS[page], 0);
	let left = round === 0 ? 0 : Math.max(0, elapsedMs) % round;
	for (const page of pages) {
		if (left < PAGE_MS[page]) return page;
		left -= PAGE_MS[page];
	}
	return 'floor';
}
