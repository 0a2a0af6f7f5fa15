/** The whole day in the order it came. */
import { ALERTS, NOTICES, STOCK, VISITORS } from './floor.ts';
import { tellMorning } from './morning.ts';
import { tellPayments } from './payments.ts';
import { LOSS, MISSED, ROWS } from './rows.ts';
import { NOW, ORDERS_CHANNEL, type Told } from './told.ts';

const HEARTBEAT_MS = 10_000;

/** Everything but what came while the line was lost, oldest first, with a heartbeat each ten seconds of the last minutes. */
export function tellDay(): Told[] {
	const all = [
		...tellMorning(),
		...tellPayments(),
		...STOCK,
		...ALERTS,
		...VISITORS,
		...NOTICES,
		...ROWS,
		...beats(LOSS.from - 60_000, LOSS.from),
		...beats(LOSS.until, NOW),
	];
	// What was told on the lost line is not here.
	return all.filter(({ at }) => at < LOSS.from || at >= LOSS.until).sort((a, b) => a.at - b.at);
}

export { MISSED };

/** A sign of life of the shop each ten seconds, `until` not included. */
export function beats(from: number, until: number): Told[] {
	const count = Math.ceil((until - from) / HEARTBEAT_MS);
	return Array.from({ length: count }, (_, index) => ({
		at: from + index * HEARTBEAT_MS,
		channel: ORDERS_CHANNEL,
		name: 'watchfloor.heartbeat',
		payload: { from: 'shop' },
	}));
}
