/**
 * Every word and figure on the screen that is made from a number or from foreign text. Pure; `zone` is an IANA name.
 *
 * What cannot be said is shown as an en dash, never as NaN. Intl formatters are dear to make, so each is made once.
 */
import { decimalsOf } from '../contract/currency.ts';
import type { Item, Money, Status } from '../contract/events.ts';
import type { GapEntry } from './feed.ts';
import type { Freshness, TopicView } from './freshness.ts';

export type { Item, Money, Status };

/** Stands where there is no figure to show. */
export const NOTHING = '–';

function group(digits: string): string {
	return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1,284`, with a true minus. */
export function formatCount(count: number): string {
	if (!Number.isFinite(count)) return NOTHING;
	const digits = BigInt(Math.trunc(count)).toString();
	return digits.startsWith('-') ? `−${group(digits.slice(1))}` : group(digits);
}

/** Pieces or a measure: `140`, `1.5`, at most three decimals. */
export function formatQuantity(quantity: number): string {
	if (Number.isInteger(quantity)) return formatCount(quantity);
	if (!Number.isFinite(quantity)) return NOTHING;
	const [whole = '', decimals = ''] = Math.abs(quantity).toFixed(3).split('.');
	const text = `${group(whole)}.${decimals}`.replace(/\.?0+$/, '');
	return quantity < 0 && text !== '0' ? `−${text}` : text;
}

/** A share as `96.5 %`. `100 %` is kept for all, `0 %` for none: what is nearly so is not rounded to it. */
export function formatPercent(share: number | null): string {
	if (share === null || !Number.isFinite(share)) return NOTHING;
	const tenths = Math.round(share * 1_000);
	if (tenths === 1_000 && share < 1) return '99.9 %';
	if (tenths === 0 && share > 0) return '0.1 %';
	return `${tenths / 10} %`;
}

/** Money from whole minor units, exact: no floats, no symbols, unknown codes as they came. */
export function formatMoney(money: Money): { currency: string; amount: string } {
	const currency = formatText(money.currency, 8);
	if (!Number.isFinite(money.minor)) return { currency, amount: NOTHING };
	const decimals = decimalsOf(money.currency);
	const minor = BigInt(Math.trunc(money.minor));
	const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
	const whole = group(digits.slice(0, digits.length - decimals));
	const amount = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
	return { currency, amount: minor < 0n ? `−${amount}` : amount };
}

/** A decimal text with its thousands grouped and every decimal kept: `50,000`, `0.00000001`. Others as they came. */
export function formatDecimal(text: string): string {
	const parts = /^(-?)(\d{1,60})(\.\d{1,60})?$/.exec(text);
	if (parts === null) return formatText(text, 40);
	return `${parts[1] === '-' ? '−' : ''}${group(parts[2] ?? '')}${parts[3] ?? ''}`;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** `2 s`, `6 min`, `3 h`, `2 d`. A clock that runs ahead gives `0 s`, not a negative age. */
export function formatAge(ageMs: number): string {
	if (!Number.isFinite(ageMs)) return NOTHING;
	const ms = Math.max(0, ageMs);
	if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`;
	if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
	if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
	return `${Math.floor(ms / DAY_MS)} d`;
}

/** `12 s`, `1 min 12 s`, `3 h 04 min`, `2 d 3 h`: for an age that someone acts on. */
export function formatAgeExact(ageMs: number): string {
	if (!Number.isFinite(ageMs)) return NOTHING;
	const ms = Math.max(0, ageMs);
	if (ms < MINUTE_MS) return formatAge(ms);
	if (ms < HOUR_MS) return `${formatAge(ms)} ${Math.floor((ms % MINUTE_MS) / SECOND_MS)} s`;
	if (ms < DAY_MS) return `${formatAge(ms)} ${pad(Math.floor((ms % HOUR_MS) / MINUTE_MS))} min`;
	return `${formatAge(ms)} ${Math.floor((ms % DAY_MS) / HOUR_MS)} h`;
}

function pad(value: number): string {
	return String(value).padStart(2, '0');
}

interface Wall {
	readonly clock: string;
	readonly date: string;
	readonly zone: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
	let formatter = formatters.get(zone);
	if (formatter === undefined) {
		formatter = new Intl.DateTimeFormat('en-GB', {
			timeZone: zone,
			hourCycle: 'h23',
			weekday: 'short',
			day: 'numeric',
			month: 'short',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			timeZoneName: 'short',
		});
		formatters.set(zone, formatter);
	}
	return formatter;
}

function wallAt(at: number, zone: string): Wall | null {
	if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return null;
	const parts = new Map(
		formatterFor(zone)
			.formatToParts(at)
			.map(({ type, value }) => [type, value]),
	);
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
	return {
		clock: `${part('hour')}:${part('minute')}:${part('second')}`,
		date: `${part('weekday')} ${part('day')} ${part('month').slice(0, 3)}`,
		zone: part('timeZoneName'),
	};
}

/** `14:02:10` */
export function formatClock(at: number, zone: string): string {
	return wallAt(at, zone)?.clock ?? NOTHING;
}

/** `14:02:10.204` */
export function formatClockExact(at: number, zone: string): string {
	const clock = wallAt(at, zone)?.clock;
	if (clock === undefined) return NOTHING;
	// No zone is off by parts of a second.
	return `${clock}.${String(((Math.trunc(at) % SECOND_MS) + SECOND_MS) % SECOND_MS).padStart(3, '0')}`;
}

/** `14:02` */
export function formatTime(at: number, zone: string): string {
	return wallAt(at, zone)?.clock.slice(0, 5) ?? NOTHING;
}

/** `14:02:10–14:02:41` */
export function formatRange(from: number, until: number, zone: string): string {
	return `${formatClock(from, zone)}–${formatClock(until, zone)}`;
}

/** `Tue 18 Nov` */
export function formatDate(at: number, zone: string): string {
	return wallAt(at, zone)?.date ?? NOTHING;
}

/** The zone's short name at that moment: `CET`, `GMT+8`. */
export function formatZone(at: number, zone: string): string {
	return wallAt(at, zone)?.zone ?? NOTHING;
}

/** `14:02:10` today, `Mon 17 Nov 14:02` on another day of the zone. */
export function formatMoment(at: number, now: number, zone: string): string {
	const date = formatDate(at, zone);
	return date === formatDate(now, zone) ? formatClock(at, zone) : `${date} ${formatTime(at, zone)}`;
}

/** `14:02` today, `Mon 17 Nov 14:02` on another day of the zone. */
export function formatTimeOrDay(at: number, now: number, zone: string): string {
	const date = formatDate(at, zone);
	return date === formatDate(now, zone) ? formatTime(at, zone) : `${date} ${formatTime(at, zone)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `4–9 Jan`, `28 Dec–3 Jan`: two days of the calendar, in no zone. Days that cannot be read stand as they came. */
export function formatStay(stay: { readonly from: string; readonly until: string }): string {
	const from = dayAndMonth(stay.from);
	const until = dayAndMonth(stay.until);
	if (from === null || until === null) return formatText(`${stay.from}–${stay.until}`, 60);
	return `${from.month === until.month ? from.day : `${from.day} ${from.month}`}–${until.day} ${until.month}`;
}

/** Reads `2026-01-04…` and `04 Jan 2026`: the day and the month stand for themselves, no zone is asked. */
function dayAndMonth(date: string): { day: number; month: string } | null {
	const iso = /^\d{4}-(\d\d)-(\d\d)/.exec(date);
	const spoken = /^(\d{1,2}) ([A-Z][a-z]{2})[a-z]* \d{4}$/.exec(date);
	const month = MONTHS.find((name, index) => name === spoken?.[2] || index === Number(iso?.[1]) - 1);
	return month === undefined ? null : { day: Number(iso?.[2] ?? spoken?.[1]), month };
}

/** The state of a panel's data in words, with its age: `live · 2 s`, `stale · 1 min 12 s`. */
export function formatFreshness({ state, since }: Freshness, now: number): string {
	const age = since === null ? null : now - since;
	if (state === 'denied') return 'not authorised';
	if (state === 'off') return 'switched off';
	if (state === 'catching-up') return 'catching up';
	if (state === 'gap') return 'live, with a gap';
	if (state === 'connecting' || state === 'listening' || age === null)
		return state === 'offline' ? 'stale' : state;
	if (state === 'live' || state === 'quiet') return `${state} · ${formatAge(age)}`;
	return `${state === 'offline' ? 'stale' : state} · ${formatAgeExact(age)}`;
}

/** What a panel's header says of its topic: the props of the panel primitive. */
export function describeTopic({ freshness, refused }: TopicView, now: number, zone: string) {
	return {
		// Offline is the bar's word: a panel's figures are stale.
		state: freshness.state === 'offline' ? ('stale' as const) : freshness.state,
		stateText: formatFreshness(freshness, now),
		isHatched: !freshness.isCurrent,
		notices: refused.map(
			({ channel, why, since }) =>
				`${channel}: ${why}, since ${formatTimeOrDay(since, now, zone)}. It is asked for again by itself.`,
		),
	};
}

/** Why a panel has no rows: the line, the shop's permission, or that nothing came since `since` (epoch ms). */
export function describeEmpty({ freshness }: TopicView, since: number, zone: string) {
	const { state, isCurrent } = freshness;
	if (state === 'off') {
		return {
			glyph: 'dotted',
			title: 'Switched off',
			why: 'The configuration opens no connection to the shop for now.',
		} as const;
	}
	if (state === 'denied') {
		const why =
			'The server refuses a channel that carries it. The list of channels says why; whoever runs the shop can give the role.';
		return { glyph: 'lock', title: 'Not shown to this account', why } as const;
	}
	if (state === 'catching-up') {
		return { glyph: 'dotted', title: 'Catching up', why: 'What was missed is being fetched.' } as const;
	}
	if (state === 'silent') {
		const why = 'The line is open, and nothing arrives on it: not even the heartbeats that are due.';
		return { glyph: 'dotted', title: 'Nothing arrives', why } as const;
	}
	if (!isCurrent) {
		const title = state === 'connecting' ? 'Not connected yet' : 'Nothing received';
		return { glyph: 'dotted', title, why: 'Nothing can arrive until the line is up.' } as const;
	}
	return {
		glyph: 'dotted',
		title: `Listening. Nothing yet since ${formatTime(since, zone)}.`,
		why: null,
	} as const;
}

/** Embeddings, overrides and isolates that turn the text around them, and control characters. */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const MARKS_BEYOND_THREE = /(\p{M}{3})\p{M}+/gu;

/** Foreign text made fit for one line: nothing that reorders, stacks or overflows. Says with `…` that it was cut. */
export function formatText(text: string, limit = 120): string {
	const isLong = text.length > limit;
	// A row needs the beginning only, so ten thousand characters never reach the patterns.
	const clean = text
		.slice(0, limit * 2)
		.replace(INVISIBLE, ' ')
		.replace(LONE_SURROGATE, '\ufffd')
		.replace(MARKS_BEYOND_THREE, '$1')
		.trim();
	return isLong || clean.length > limit ? `${clean.slice(0, limit).replace(LONE_SURROGATE, '')}…` : clean;
}

/** A bare number is marked as one, `#10476`; `ORD-2026-0028F5` speaks for itself. */
export function formatOrderNumber(number: string): string {
	return formatText(/^\d/.test(number) ? `#${number}` : number, 24);
}

/** Bytes of a payload that are shown. */
const PAYLOAD_LIMIT = 4_096;
const SECRET_KEY =
	/token|password|secret|session|api_?key|authorization|card_?number|cvv|phone|page_?url|(^|_)ip(_|$)/i;
const EMAIL = /([\p{L}\p{N}])[\p{L}\p{N}._%+-]*@([\p{L}\p{N}.-]+\.\p{L}{2,})/gu;

/** A payload as indented text, with addresses and secrets masked, cut at `limit`. Never throws. */
export function formatPayload(payload: unknown, limit = PAYLOAD_LIMIT): string {
	let text: string | undefined;
	try {
		text = JSON.stringify(typeof payload === 'string' ? parsed(payload) : payload, maskSecret, 2);
	} catch {
		return 'This payload cannot be shown as text.';
	}
	if (text === undefined) return NOTHING;
	const shown = text.length > limit ? text.slice(0, limit) : text;
	const masked = shown
		.replace(EMAIL, '$1…@$2')
		.replace(LONE_SURROGATE, '\ufffd')
		.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
	return shown === text ? masked : `${masked}\n… ${formatCount(text.length - limit)} more characters`;
}

/** JSON sent as a string is read, so that its keys are masked too; other text stays text. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function maskSecret(key: string, value: unknown): unknown {
	return SECRET_KEY.test(key) && value !== null && value !== undefined ? '•••' : value;
}

/** A stretch without a line, in words. `isAsking`: what was missed in it is being fetched. */
export function describeGap(
	{ from, until, recovered }: Pick<GapEntry, 'from' | 'until' | 'recovered'>,
	isAsking: boolean,
	zone: string,
): string {
	if (until === null) return `Nothing received since ${formatClock(from, zone)} · orders may be missing here`;
	return `Connection lost ${formatRange(from, until, zone)} · ${describeMissed(recovered, isAsking)}`;
}

function describeMissed(recovered: GapEntry['recovered'], isAsking: boolean): string {
	if (recovered === undefined && isAsking) return 'fetching what was missed';
	if (recovered === undefined || recovered === null) return 'orders may be missing';
	if (recovered === 0) return 'nothing missed';
	return `${formatCount(recovered)} ${recovered === 1 ? 'order' : 'orders'} recovered`;
}
