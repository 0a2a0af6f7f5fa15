/** Event names that are Watchfloor's own, on whatever channel they come; no source maps them. */
import type { Heartbeat } from './events.ts';
import type { RawFrame } from './decode.ts';

/** Travels the way of orders, so that its arrival proves that way: from the shop's scheduler, or from the recorder. */
export const HEARTBEAT = 'watchfloor.heartbeat';
/** The recorder tells every open screen who has taken an alert on. */
export const ANSWERED = 'watchfloor.answered';

/** Whose heart it was: what the recorder sends never went through the shop's queue. Anybody else is the shop. */
export function readHeartbeat({ channel, payload, receivedAt }: RawFrame): Heartbeat {
	const from: unknown = Object(payload).from;
	return { channel, receivedAt, from: from === 'recorder' ? 'recorder' : 'shop' };
}
