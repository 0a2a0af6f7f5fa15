/**
 * When the recorder hears everything, and what it did not hear.
 *
 * A stretch without the line lasts from the moment it was last surely heard until every channel has been answered. A
 * channel that cannot be had while others can is a stretch of its own; it is told again and again while it lasts.
 */
import type { ChannelStatus, Connection, ConnectionStatus } from '../lib/connection/connection.ts';

export interface LineOptions {
	readonly connection: Connection;
	readonly channels: readonly string[];
	readonly now: () => number;
	readonly after: (delayMs: number, run: () => void) => () => void;
	/** Since when nothing was heard before this start, epoch ms; null when there is nothing before it. */
	readonly lostFrom: number | null;
	readonly onCut: (from: number, until: number, why: string) => void;
	/** Everything that can be had is heard from here on. */
	readonly onOpen: () => void;
	readonly report: (problem: string) => void;
}

export interface Line {
	readonly isOpen: boolean;
	/** When the broadcaster was last heard, epoch ms; null while the line is down. */
	readonly heardAt: number | null;
	/** Since when not everything is heard, epoch ms; null while it is, and before it first was. */
	readonly cutSince: number | null;
	/** Up to when nothing is missing, epoch ms. */
	readonly wholeUntil: number;
	readonly missingChannels: readonly string[];
	follow(status: ConnectionStatus): void;
	noteFrame(): void;
	/** The socket stands but delivers nothing. */
	goDeaf(): void;
	stop(): void;
}

/** A channel that was not answered by then is taken for refused; the link gives it up after 10 s. */
const ANSWER_LIMIT_MS = 12_000;
const TOLD_AGAIN_MS = 60_000;
const TOLD_AGAIN_CAP_MS = 3_600_000;

const NOT_RUNNING = 'the recorder was not running';
const NO_HEARTBEAT = 'no heartbeat came back';

/** Follows a connection's facts. */
export function createLine(options: LineOptions): Line {
	const { connection, now, after, report } = options;
	const names = new Set(options.channels);
	let { lostFrom } = options;
	let why = NOT_RUNNING;
	let isOpen = false;
	let openedAt: number | null = null;
	let frameAt: number | null = null;
	let socketId: string | null = null;
	let isPatienceOver = false;
	let refusal: string | null = null;
	/** Channels that cannot be had while the line is open. */
	let partial: { from: number; readonly words: string; readonly channels: readonly string[] } | null = null;
	let cancelLimit: (() => void) | null = null;
	let cancelTelling = () => {};

	const own = ({ channels }: ConnectionStatus) => channels.filter(({ channel }) => names.has(channel));
	const latest = (...times: (number | null)[]) => Math.max(...times.map((time) => time ?? -Infinity));

	function lose(reason: string, from: number): void {
		if (!isOpen) return;
		isOpen = false;
		lostFrom = Math.min(partial?.from ?? Infinity, from, now());
		why = reason;
		setPartial(null);
	}

	function forgetLimit(): void {
		cancelLimit?.();
		cancelLimit = null;
		isPatienceOver = false;
	}

	function open(status: ConnectionStatus): void {
		const at = now();
		const missing = own(status).filter(({ state }) => state !== 'subscribed');
		const words = [...(lostFrom === null ? [] : [why]), ...(missing.length > 0 ? [wordsOf(missing)] : [])];
		if (words.length > 0) options.onCut(lostFrom ?? at, at, words.join('; '));
		isOpen = true;
		lostFrom = null;
		openedAt = at;
		refusal = null;
		({ socketId } = status);
		setPartial(missing.length > 0 ? missing : null);
		options.onOpen();
	}

	function setPartial(missing: readonly ChannelStatus[] | null, againMs = TOLD_AGAIN_MS): void {
		cancelTelling();
		partial = missing && {
			from: now(),
			words: wordsOf(missing),
			channels: missing.map(({ channel }) => channel),
		};
		if (missing === null) return;
		cancelTelling = after(againMs, () => {
			tellPartial();
			setPartial(missing, Math.min(againMs * 2, TOLD_AGAIN_CAP_MS));
		});
	}

	function tellPartial(): void {
		if (partial !== null) options.onCut(partial.from, now(), partial.words);
	}

	/** The line is open: has a channel gone, or come back? */
	function review(status: ConnectionStatus): void {
		const missing = own(status).filter(({ state }) => state !== 'subscribed');
		const isSame = missing.map(({ channel }) => channel).join() === (partial?.channels ?? []).join();
		if (isSame) return;
		if (partial === null) options.onCut(latest(status.heardAt, openedAt), now(), wordsOf(missing));
		else tellPartial();
		setPartial(missing.length > 0 ? missing : null);
		if (missing.length === 0) options.onOpen();
	}

	function complain(problem: string): void {
		if (refusal !== problem) report(problem);
		refusal = problem;
	}

	function follow(status: ConnectionStatus): void {
		const { socket, reason } = status;
		if (socket !== 'connected') {
			forgetLimit();
			if (socket === 'refused') complain(`The broadcaster refuses the recorder${inBrackets(reason)}.`);
			return lose(`the line was lost${inBrackets(reason)}`, latest(status.heardAt, frameAt, openedAt));
		}
		// Another socket without a loss between: what it was told of is not known.
		if (isOpen && status.socketId !== socketId) lose('the line was lost', latest(frameAt, openedAt));
		const channels = own(status);
		const isNoneOpen = channels.length > 0 && !channels.some(({ state }) => state === 'subscribed');
		const isWaiting = channels.some(({ state }) => state === 'subscribing');
		if (isOpen) {
			if (!isNoneOpen) return review(status);
			lose('no channel could be subscribed', latest(status.heardAt, frameAt, openedAt));
		}
		if (isNoneOpen && !isWaiting) complain(`The broadcaster refuses every channel: ${wordsOf(channels)}.`);
		if (isWaiting) {
			cancelLimit ??= after(ANSWER_LIMIT_MS, () => {
				isPatienceOver = true;
				follow(connection.status);
			});
		}
		if (isNoneOpen || (isWaiting && !isPatienceOver)) return;
		forgetLimit();
		open(status);
	}

	return {
		get isOpen() {
			return isOpen;
		},
		get heardAt() {
			return isOpen ? latest(connection.status.heardAt, frameAt, openedAt) : null;
		},
		get cutSince() {
			return isOpen ? (partial?.from ?? null) : lostFrom;
		},
		get wholeUntil() {
			if (!isOpen) return lostFrom ?? now();
			// A line that says nothing any more may be dead already.
			return Math.min(partial?.from ?? Infinity, latest(connection.status.heardAt, frameAt, openedAt));
		},
		get missingChannels() {
			return isOpen ? (partial?.channels ?? []) : options.channels;
		},
		follow,
		noteFrame() {
			frameAt = now();
		},
		goDeaf() {
			lose(NO_HEARTBEAT, latest(frameAt, openedAt));
			connection.reconnect();
		},
		stop() {
			forgetLimit();
			cancelTelling();
		},
	};
}

/** Presence would show the recorder as somebody on duty, and what is encrypted is not for it to read. */
export function isRecordable(channel: string): boolean {
	return !/^(presence|private-encrypted)-/.test(channel);
}

function wordsOf(channels: readonly ChannelStatus[]): string {
	return channels
		.map(({ channel, state, reason }) => {
			const isUnanswered = state === 'subscribing' || reason?.code === 'no-answer';
			return `${channel} was ${isUnanswered ? 'not answered' : `refused${inBrackets(reason)}`}`;
		})
		.join(', ');
}

function inBrackets(reason: ConnectionStatus['reason']): string {
	if (reason === null) return '';
	return ` (${reason.detail === null ? reason.code : `${reason.code}: ${reason.detail}`})`;
}
