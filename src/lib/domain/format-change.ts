/** What a figure is compared with, in words. */
import { say } from '../words/words.ts';
import { formatCount, formatDate, formatPercent, formatTime } from './format.ts';

export interface Difference {
	/** Null where nothing changed: no triangle then. */
	readonly direction: 'up' | 'down' | null;
	readonly text: string;
}

interface Moment {
	/** Epoch ms. */
	readonly at: number;
	readonly zone: string;
}

function directionOf(by: number): Difference['direction'] {
	return by === 0 ? null : by > 0 ? 'up' : 'down';
}

function versus(figure: string, { at, zone }: Moment): string {
	const [weekday = ''] = formatDate(at, zone).split(/[\s,]/);
	return say().figures.versus(figure, weekday, formatTime(at, zone));
}

/** `112 vs last Tue, 14:06` */
export function countVersus(now: number, then: number, moment: Moment): Difference {
	return { direction: directionOf(now - then), text: versus(formatCount(Math.abs(now - then)), moment) };
}

/** `8.4 %`; null where there was nothing then: no share can be told. */
export function shareChange(now: number, then: number): Difference | null {
	if (then <= 0) return null;
	return { direction: directionOf(now - then), text: formatPercent(Math.abs(now - then) / then) };
}

/** `8.4 % vs last Tue, 14:06`; null as `shareChange`. */
export function shareVersus(now: number, then: number, moment: Moment): Difference | null {
	const change = shareChange(now, then);
	return change && { ...change, text: versus(change.text, moment) };
}

/** `6 since 13:00` */
export function changeSince(now: number, then: number, { at, zone }: Moment): Difference {
	const figure = formatCount(Math.abs(now - then));
	return {
		direction: directionOf(now - then),
		text: say().figures.sinceTime(figure, formatTime(at, zone)),
	};
}
