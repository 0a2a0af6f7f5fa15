/**
 * Proof of the recorder's own way of delivery: what it publishes must come back to it.
 *
 * A socket that answers its pings may still deliver nothing. When several heartbeats were taken by the broadcaster and
 * neither they nor anything else arrived, it is deaf.
 */
import type { Frame } from '../lib/connection/connection.ts';
import { HEARTBEAT } from '../lib/contract/reserved.ts';
import type { Publish } from './recorder-port.ts';

export interface HeartbeatOptions {
	readonly publish: Publish;
	readonly channels: readonly string[];
	readonly everyMs: number;
	readonly now: () => number;
	readonly after: (delayMs: number, run: () => void) => () => void;
	readonly isOpen: () => boolean;
	readonly onDeaf: () => void;
	readonly report: (problem: string) => void;
}

export interface Heart {
	readonly sent: number;
	readonly returned: number;
	/** When one last came back, epoch ms; null when none did yet. */
	readonly returnedAt: number | null;
	/** Something arrived. */
	noteFrame(frame: Frame): void;
	/** A new line: nothing is owed to it. */
	reset(): void;
	start(): () => void;
}

/** So many must have gone unanswered. */
export const HEARTBEATS_UNANSWERED = 3;
/** The last of them may be on its way. */
const GRACE_MS = 3_000;
/** A line that stays silent however often it is taken anew is given this many times the patience at most. */
const PATIENCE_CAP = 16;
const PENDING_LIMIT = 20;

/** A heart that does not beat yet. */
export function createHeart(options: HeartbeatOptions): Heart {
	const { publish, channels, everyMs, now, after } = options;
	let sent = 0;
	let returned = 0;
	let returnedAt: number | null = null;
	let frames = 0;
	let unanswered = 0;
	let patience = 1;
	let isUnderWay = false;
	let problem: string | null = null;
	const pending = new Set<number>();
	let cancelBeat = () => {};
	let cancelGrace = () => {};

	function beat(): void {
		cancelBeat = after(everyMs, beat);
		if (options.isOpen() && !isUnderWay) void send();
	}

	async function send(): Promise<void> {
		const at = now();
		const framesBefore = frames;
		isUnderWay = true;
		pending.add(at);
		if (pending.size > PENDING_LIMIT) pending.delete(Math.min(...pending));
		try {
			await publish(HEARTBEAT, channels, { from: 'recorder', at });
			sent += 1;
			problem = null;
			if (frames === framesBefore) unanswered += 1;
			if (unanswered === HEARTBEATS_UNANSWERED * patience) cancelGrace = after(GRACE_MS, giveUp);
		} catch (error) {
			// What could not be sent proves nothing.
			pending.delete(at);
			const text = error instanceof Error ? error.message : String(error);
			if (text !== problem) options.report(`No heartbeat could be sent: ${text}`);
			problem = text;
		} finally {
			isUnderWay = false;
		}
	}

	function giveUp(): void {
		if (!options.isOpen() || unanswered < HEARTBEATS_UNANSWERED * patience) return;
		unanswered = 0;
		patience = Math.min(patience * 2, PATIENCE_CAP);
		options.report('The broadcaster takes heartbeats but delivers none: the line is taken anew.');
		options.onDeaf();
	}

	return {
		get sent() {
			return sent;
		},
		get returned() {
			return returned;
		},
		get returnedAt() {
			return returnedAt;
		},
		noteFrame({ name, payload }) {
			frames += 1;
			unanswered = 0;
			patience = 1;
			cancelGrace();
			if (name !== HEARTBEAT || !pending.delete(Number(Object(payload).at))) return;
			returned += 1;
			returnedAt = now();
		},
		reset() {
			unanswered = 0;
			cancelGrace();
		},
		start() {
			cancelBeat = after(everyMs, beat);
			return () => {
				cancelBeat();
				cancelGrace();
			};
		},
	};
}
