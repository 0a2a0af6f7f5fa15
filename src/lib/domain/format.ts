/**
 * Every word and figure on the screen that is made from a number or from foreign text, in the language that is spoken.
 * Pure but for that; `zone` is an IANA name.
 *
 * What cannot be said is shown as an en dash, never as NaN. Intl formatters are dear to make, so each is made once.
 */
import { decimalsOf } from '../contract/currency.ts';
import type { Item, Money, Status } from '../contract/events.ts';
import { say, type Words } from '../words/words.ts';
import type { GapEntry } from './feed.ts';
import type { Freshness, TopicView } from './freshness.ts';

export type { Item, Money, Status };

/** Stands where there is no figure to show. */
export const NOTHING = '–';

type NumberFormat = Intl.NumberFormat | null;

/** What is made of a locale's rules, each when it is first asked for. */
interface Rules {
	readonly count: Intl.NumberFormat;
	readonly quantity: Intl.NumberFormat;
	readonly share: Intl.NumberFormat;
	/** By the number of decimals. */
	readonly money: NumberFormat[];
	/** What stands between the whole and its decimals. */
	readonly point: string;
	/** By zone. */
	readonly walls: Map<string, Wall>;
}

/** How a moment is written in one zone. */
interface Wall {
	readonly clock: Intl.DateTimeFormat;
	readonly date: Intl.DateTimeFormat;
	readonly zone: Intl.DateTimeFormat;
}

const rulesOf = new WeakMap<Words['locale'], Rules>();

function rules(locale: Words['locale'] = say().locale): Rules {
	let made = rulesOf.get(locale);
	if (made === undefined) {
		const upTo = (maximumFractionDigits: number) =>
			new Intl.NumberFormat(locale.numbers, { maximumFractionDigits, signDisplay: 'negative' });
		const share = upTo(1);
		const point = share.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
		made = { count: upTo(0), quantity: upTo(3), share, money: [], point, walls: new Map() };
		rulesOf.set(locale, made);
	}
	return made;
}

/** A hyphen is too short beside figures. */
function withTrueMinus(text: string): string {
	return text.replace('-', '−');
}

/** `1,284`, with a true minus. */
export function formatCount(count: number): string {
	return formatCountIn(say().locale, count);
}

/** For a log, which is in one language whoever looks. */
export function formatCountIn(locale: Words['locale'], count: number): string {
	if (!Number.isFinite(count)) return NOTHING;
	const text = rules(locale).count.format(Math.trunc(count));
	return count < 0 ? withTrueMinus(text) : text;
}

/** Pieces or a measure: `140`, `1.5`, at most three decimals. */
export function formatQuantity(quantity: number): string {
	return Number.isFinite(quantity) ? withTrueMinus(rules().quantity.format(quantity)) : NOTHING;
}

/** A share as `96.5 %`. `100 %` is kept for all, `0 %` for none: what is nearly so is not rounded to it. */
export function formatPercent(share: number | null): string {
	if (share === null || !Number.isFinite(share)) return NOTHING;
	let tenths = Math.round(share * 1_000);
	if (tenths === 1_000 && share < 1) tenths = 999;
	if (tenths === 0 && share > 0) tenths = 1;
	return say().locale.percent(rules().share.format(tenths / 10));
}

/** A share as its figure and the sign after it: `96.5` and ` %`. */
export function formatPercentParts(share: number | null): { readonly figure: string; readonly sign: string } {
	const text = formatPercent(share);
	const [, figure = text, sign = ''] = /^([\d.,]+)(.*)$/.exec(text) ?? [];
	return { figure, sign };
}

/** Money from whole minor units, exact: no floats, no symbols, unknown codes as they came. */
export function formatMoney(money: Money): { currency: string; amount: string } {
	return formatMoneyIn(say().locale, money);
}

/** For a log, which is in one language whoever looks. */
export function formatMoneyIn(locale: Words['locale'], money: Money): { currency: string; amount: string } {
	const currency = formatText(money.currency, 8);
	if (!Number.isFinite(money.minor)) return { currency, amount: NOTHING };
	const decimals = decimalsOf(money.currency);
	const { money: made } = rules(locale);
	const format = (made[decimals] ??= new Intl.NumberFormat(locale.numbers, {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	}));
	// Intl reads a text digit by digit, whatever a float could hold.
	return { currency, amount: withTrueMinus(format.format(writeMoney(money) as `${number}`)) };
}

/** `-1234.50`, the same in every language: for files, searches and sums. */
export function writeMoney({ currency, minor }: Money): string {
	if (!Number.isFinite(minor)) return '';
	const decimals = decimalsOf(currency);
	const whole = BigInt(Math.trunc(minor));
	const digits = (whole < 0n ? -whole : whole).toString().padStart(decimals + 1, '0');
	const amount = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
	return whole < 0n ? `-${amount}` : amount;
}

/** A decimal text with its thousands grouped and every decimal kept: `50,000`, `0.00000001`. Others as they came. */
export function formatDecimal(text: string): string {
	const parts = /^(-?)(\d{1,60})(?:\.(\d{1,60}))?$/.exec(text);
	if (parts === null) return formatText(text, 40);
	const [, sign, whole = '', decimals] = parts;
	const { count, point } = rules();
	return `${sign === '-' ? '−' : ''}${count.format(BigInt(whole))}${decimals === undefined ? '' : point + decimals}`;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** `2 s`, `6 min`, `3 h`, `2 d`. A clock that runs ahead gives `0 s`, not a negative age. */
export function formatAge(ageMs: number): string {
	if (!Number.isFinite(ageMs)) return NOTHING;
	const { ages } = say();
	const ms = Math.max(0, ageMs);
	if (ms < MINUTE_MS) return ages.seconds(String(Math.floor(ms / SECOND_MS)));
	if (ms < HOUR_MS) return ages.minutes(String(Math.floor(ms / MINUTE_MS)));
	if (ms < DAY_MS) return ages.hours(String(Math.floor(ms / HOUR_MS)));
	return ages.days(String(Math.floor(ms / DAY_MS)));
}

/** `12 s`, `1 min 12 s`, `3 h 04 min`, `2 d 3 h`: for an age that someone acts on. */
export function formatAgeExact(ageMs: number): string {
	if (!Number.isFinite(ageMs)) return NOTHING;
	const { ages } = say();
	const ms = Math.max(0, ageMs);
	if (ms < MINUTE_MS) return formatAge(ms);
	if (ms < HOUR_MS)
		return `${formatAge(ms)} ${ages.seconds(String(Math.floor((ms % MINUTE_MS) / SECOND_MS)))}`;
	if (ms < DAY_MS) return `${formatAge(ms)} ${ages.minutes(pad(Math.floor((ms % HOUR_MS) / MINUTE_MS)))}`;
	return `${formatAge(ms)} ${ages.hours(String(Math.floor((ms % DAY_MS) / HOUR_MS)))}`;
}

function pad(value: number): string {
	return String(value).padStart(2, '0');
}

function wallIn(zone: string): Wall {
	const { walls } = rules();
	let wall = walls.get(zone);
	if (wall === undefined) {
		const { dates } = say().locale;
		const make = (options: Intl.DateTimeFormatOptions) =>
			new Intl.DateTimeFormat(dates, { timeZone: zone, ...options });
		wall = {
			// A wall of screens is read in 24 hours everywhere.
			clock: make({ hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
			date: make({ weekday: 'short', day: 'numeric', month: 'short' }),
			zone: make({ timeZoneName: 'short' }),
		};
		walls.set(zone, wall);
	}
	return wall;
}

function isMoment(at: number): boolean {
	return Number.isFinite(at) && Math.abs(at) <= 8.64e15;
}

/** British English alone has a month of four letters, which would make a column jump in September. */
function ofThreeLetters(date: string): string {
	return date.replace('Sept', 'Sep');
}

/** `14:02:10` */
export function formatClock(at: number, zone: string): string {
	return isMoment(at) ? wallIn(zone).clock.format(at) : NOTHING;
}

/** `14:02:10.204` */
export function formatClockExact(at: number, zone: string): string {
	if (!isMoment(at)) return NOTHING;
	// No zone is off by parts of a second.
	const ms = String(((Math.trunc(at) % SECOND_MS) + SECOND_MS) % SECOND_MS).padStart(3, '0');
	return `${formatClock(at, zone)}${rules().point}${ms}`;
}

/** `14:02` */
export function formatTime(at: number, zone: string): string {
	return formatClock(at, zone).slice(0, 5);
}

/** `14:02:10–14:02:41` */
export function formatRange(from: number, until: number, zone: string): string {
	return `${formatClock(from, zone)}–${formatClock(until, zone)}`;
}

/** `Tue 18 Nov` */
export function formatDate(at: number, zone: string): string {
	return isMoment(at) ? ofThreeLetters(wallIn(zone).date.format(at)) : NOTHING;
}

/** The zone's short name at that moment: `CET`, `GMT+8`. */
export function formatZone(at: number, zone: string): string {
	if (!isMoment(at)) return NOTHING;
	const parts = wallIn(zone).zone.formatToParts(at);
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? NOTHING;
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
const CALENDAR = { timeZone: 'UTC', day: 'numeric', month: 'short' } as const;

/** `4–9 Jan`, `28 Dec–3 Jan`: two days of the calendar, in no zone. Days that cannot be read stand as they came. */
export function formatStay(stay: { readonly from: string; readonly until: string }): string {
	const from = dayOfYear(stay.from);
	const until = dayOfYear(stay.until);
	if (from === null || until === null) return formatText(`${stay.from}–${stay.until}`, 60);
	const format = new Intl.DateTimeFormat(say().locale.dates, CALENDAR);
	const isOneMonth = from.getUTCMonth() === until.getUTCMonth();
	const first = isOneMonth ? String(from.getUTCDate()) : ofThreeLetters(format.format(from));
	return `${first}–${ofThreeLetters(format.format(until))}`;
}

/** Reads `2026-01-04…` and `04 Jan 2026`: the day and the month stand for themselves, no zone is asked. */
function dayOfYear(date: string): Date | null {
	const iso = /^\d{4}-(\d\d)-(\d\d)/.exec(date);
	const spoken = /^(\d{1,2}) ([A-Z][a-z]{2})[a-z]* \d{4}$/.exec(date);
	const month = MONTHS.findIndex((name, index) => name === spoken?.[2] || index === Number(iso?.[1]) - 1);
	// A year with a 29th of February.
	return month === -1 ? null : new Date(Date.UTC(2000, month, Number(iso?.[2] ?? spoken?.[1])));
}

/** The state of a panel's data in words, with its age: `live · 2 s`, `stale · 1 min 12 s`. */
export function formatFreshness(freshness: Freshness, now: number): string {
	const { state, since, attempt = null, everyMs = null, lostMs = null } = freshness;
	const { tags } = say().states;
	if (state === 'reconnecting' && attempt !== null) return tags.reconnecting(String(attempt));
	if (state === 'polling' && everyMs !== null) return tags.polling(formatAge(everyMs));
	if (state === 'gap' && lostMs !== null) return tags.gap(formatAgeExact(lostMs));
	const word = say().topics.states[state];
	if (since === null || WITHOUT_AGE.includes(state)) return word;
	const age = now - since;
	return `${word} · ${state === 'live' || state === 'quiet' ? formatAge(age) : formatAgeExact(age)}`;
}

const WITHOUT_AGE: readonly Freshness['state'][] = [
	'denied',
	'off',
	'catching-up',
	'gap',
	'connecting',
	'listening',
];

/** What a panel's header says of its topic: the props of the panel primitive. */
export function describeTopic({ freshness, refused }: TopicView, now: number, zone: string) {
	const { state, onlySince = null } = freshness;
	const isLiveOnly = state === 'live' && onlySince !== null;
	return {
		// Offline is the bar's word: a panel's figures are stale.
		state: isLiveOnly ? ('live-only' as const) : state === 'offline' ? ('stale' as const) : state,
		stateText: isLiveOnly
			? say().states.tags.liveOnly(formatTimeOrDay(onlySince, now, zone))
			: formatFreshness(freshness, now),
		isHatched: !freshness.isCurrent,
		notices: refused.map(({ channel, why, since }) =>
			say().topics.refused(channel, why, formatTimeOrDay(since, now, zone)),
		),
	};
}

/** Why a panel has no rows: the line, the shop's permission, or that nothing came since `since` (epoch ms). */
export function describeEmpty({ freshness }: TopicView, since: number, zone: string) {
	const { state, isCurrent } = freshness;
	const { empty } = say().topics;
	if (state === 'denied') return { glyph: 'lock', ...empty.denied } as const;
	const glyph = 'dotted';
	if (state === 'off') return { glyph, ...empty.off } as const;
	if (state === 'catching-up') return { glyph, ...empty.catchingUp } as const;
	if (state === 'silent') return { glyph, ...empty.silent } as const;
	if (!isCurrent) {
		const title = state === 'connecting' ? empty.notYet : empty.away.title;
		return { glyph, title, why: empty.away.why } as const;
	}
	return { glyph, title: empty.listening(formatTime(since, zone)), why: null } as const;
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
		return say().topics.payload.unprintable;
	}
	if (text === undefined) return NOTHING;
	const shown = text.length > limit ? text.slice(0, limit) : text;
	const masked = shown
		.replace(EMAIL, '$1…@$2')
		.replace(LONE_SURROGATE, '\ufffd')
		.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
	return shown === text ? masked : `${masked}\n${say().topics.payload.cut(formatCount(text.length - limit))}`;
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
	const { gap } = say().topics;
	if (until === null) return gap.open(formatClock(from, zone));
	return gap.closed(formatRange(from, until, zone), describeMissed(recovered, isAsking));
}

function describeMissed(recovered: GapEntry['recovered'], isAsking: boolean): string {
	const { gap } = say().topics;
	if (recovered === undefined && isAsking) return gap.fetching;
	if (recovered === undefined || recovered === null) return gap.unknown;
	return recovered === 0 ? gap.nothing : gap.recovered(recovered, formatCount(recovered));
}
