/** A minute of marks as a handful of paths, so that hundreds of them cost no more than a few. */

export interface TraceMark {
	readonly kind:
		| 'order'
		| 'payment'
		| 'stock'
		| 'trade'
		| 'presence'
		| 'other'
		| 'alert'
		| 'critical'
		| 'heartbeat'
		| 'poll';
	/** A share of the width, from its start. */
	readonly place: number;
}

export interface TraceLoss {
	readonly from: number;
	readonly until: number;
}

/** Everything is drawn on a ground this high, as wide as there is room. */
export const TRACE_HEIGHT = 36;

const GROUND = 26.5;
const BEATS = 32;
const LOSS_TOP = 10;
/** Half of the widest mark: none is cut off at an end. */
const MARGIN = 4;

const HEIGHTS = { order: 18, payment: 12, stock: 12, trade: 12, presence: 6, other: 6 } as const;

/** Paths in units of which `width` fit beside each other. */
export function drawTrace(marks: readonly TraceMark[], losses: readonly TraceLoss[], width: number) {
	const at = (place: number) => round(Math.min(width - MARGIN, Math.max(MARGIN, place * width)));
	const draw = (kinds: readonly TraceMark['kind'][], shape: (x: number, kind: TraceMark['kind']) => string) =>
		marks
			.filter(({ kind }) => kinds.includes(kind))
			.map(({ kind, place }) => shape(at(place), kind))
			.join('');
	const tick = (x: number, kind: TraceMark['kind']) => `M${x} 26v-${HEIGHTS[kind as keyof typeof HEIGHTS]}`;
	const triangle = (x: number) => `M${round(x - MARGIN)} 26h8l-4-8z`;
	return {
		ground: standing(losses)
			.map(({ from, until }) => `M${round(from * width)} ${GROUND}H${round(until * width)}`)
			.join(''),
		lost: losses
			.map(
				({ from, until }) =>
					`M${round(from * width)} ${LOSS_TOP}H${round(until * width)}V26H${round(from * width)}z`,
			)
			.join(''),
		high: draw(['order'], tick),
		low: draw(['payment', 'stock', 'trade', 'presence', 'other'], tick),
		polls: draw(['poll'], (x) => `M${round(x - 2)} 16.5h4v9.5h-4z`),
		alerts: draw(['alert'], triangle),
		criticals: draw(['critical'], triangle),
		beats: draw(['heartbeat'], (x) => `M${x} ${BEATS}h.01`),
	};
}

/** What lies between the losses. */
function standing(losses: readonly TraceLoss[]): readonly TraceLoss[] {
	const stretches: TraceLoss[] = [];
	let from = 0;
	for (const loss of losses) {
		if (loss.from > from) stretches.push({ from, until: loss.from });
		from = Math.max(from, loss.until);
	}
	return from < 1 ? [...stretches, { from, until: 1 }] : stretches;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
