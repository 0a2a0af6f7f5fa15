/**
 * What should be heard or notified.
 *
 * Signals follow counters that only grow, so whatever made them grow, a batch, a repeat or a burst, gives one signal per
 * sound. How often a sound may ring is decided in bell.ts.
 */
import { say } from '../words/words.ts';
import { formatCount, formatText } from './format.ts';
import { STALE_AFTER_MS } from './freshness.ts';

/** Every sound, the one that wins a second first. */
export const SOUND_NAMES = [
	'alert-critical',
	'alert-high',
	'line-lost',
	'line-back',
	'payment-failed',
	'stock',
	'order',
] as const;

export type SoundName = (typeof SOUND_NAMES)[number];

export interface Signal {
	readonly sound: SoundName;
	/** How many things it stands for. */
	readonly count: number;
	readonly title: string | null;
	readonly body: string | null;
	/** What it is about, when it is about one thing. */
	readonly ref: string | null;
}

/** Words for the newest thing behind a counter; foreign text as it came. */
export interface Occasion {
	readonly title: string;
	readonly body: string | null;
	readonly ref: string | null;
}

/** What was known at one moment; the counters never shrink. */
export interface SignalFacts {
	/** Epoch ms at which these facts were looked at. */
	readonly at: number;
	/** Since when this screen has known that the line is lost, epoch ms; null while it is good. */
	readonly lostAt: number | null;
	readonly created: number;
	readonly failedPayments: number;
	/** Products that became low or went out of stock. */
	readonly openedStock: number;
	readonly openedAlerts: { readonly high: number; readonly critical: number };
	/** The newest of each, where it is known. */
	readonly latest?: Readonly<Partial<Record<SoundName, Occasion>>>;
}

const TITLE_LIMIT = 80;
const BODY_LIMIT = 160;

/** What became known between two looks, one signal per sound, the highest-ranked first. */
export function signalsFor(before: SignalFacts, after: SignalFacts): readonly Signal[] {
	const counts: Record<SoundName, number> = {
		'alert-critical': after.openedAlerts.critical - before.openedAlerts.critical,
		'alert-high': after.openedAlerts.high - before.openedAlerts.high,
		'line-lost': isLossNoted(after) && !(isLossNoted(before) && before.lostAt === after.lostAt) ? 1 : 0,
		'line-back': after.lostAt === null && isLossNoted(before) ? 1 : 0,
		'payment-failed': after.failedPayments - before.failedPayments,
		stock: after.openedStock - before.openedStock,
		order: after.created - before.created,
	};
	return SOUND_NAMES.filter((sound) => counts[sound] > 0).map((sound) =>
		describeSignal(sound, counts[sound], after.latest?.[sound]),
	);
}

/** A shorter loss than this is nobody's business. */
function isLossNoted({ lostAt, at }: Pick<SignalFacts, 'lostAt' | 'at'>): boolean {
	return lostAt !== null && at - lostAt >= STALE_AFTER_MS;
}

/** A signal in the language spoken now. */
export function describeSignal(sound: SoundName, count: number, latest: Occasion | undefined): Signal {
	const { one, many, latest: latestOf } = say().signals;
	const said = latest === undefined ? null : formatText(latest.title, TITLE_LIMIT);
	if (count > 1) {
		return {
			sound,
			count,
			title: many[sound](formatCount(count)),
			body: said && latestOf(said),
			ref: null,
		};
	}
	const body = latest?.body ? formatText(latest.body, BODY_LIMIT) : null;
	return { sound, count, title: said ?? one[sound], body, ref: latest?.ref ?? null };
}
