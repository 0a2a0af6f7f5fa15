/**
 * Keeps the line: decides when to try again, never how.
 *
 * Full jitter, so that a hundred walls do not return in one moment after a restart; a ceiling of seconds while somebody
 * looks, so that a shop that is back is soon reached. A channel that was refused or never answered is asked for again by
 * itself; only when none answers is the whole line taken anew. A computer that wakes trusts no socket of before.
 */
import type { Connection, ConnectionStatus, Doubt, Reason } from './connection.ts';
import { afterTimeout, Plan, type After } from './plan.ts';
import { channelDelayMs, isDenied, socketDelayMs } from './retry-delay.ts';

/** What the link needs of a connection. */
export type Line = Pick<Connection, 'status' | 'onStatus' | 'reconnect' | 'retryChannels'> & Doubt;

/** Why the line may be another one than it says. */
export type Wake = 'visible' | 'restored' | 'resumed' | 'online' | 'clock-jumped';

export interface LinkOptions {
	/** Uniform in [0, 1). */
	readonly random: () => number;
	readonly isHidden: () => boolean;
	/** Epoch ms. */
	readonly now?: () => number;
	readonly after?: After;
	/** Called when the page or the computer was asleep, or may have been. Returns the undo. */
	readonly onWake?: (listener: (why: Wake) => void) => () => void;
	/** Called when the browser says that there is no network. Returns the undo. */
	readonly onOffline?: (listener: () => void) => () => void;
	/** Called whenever a try begins or is planned. */
	readonly onTry?: (tries: Tries) => void;
}

/** How the way back goes. */
export interface Tries {
	/** The number of the try that runs, or of the one to come. */
	readonly attempt: number;
	/** When it begins, epoch ms; null while it runs. */
	readonly nextAt: number | null;
}

/** A try that has not connected by then is given up; pusher-js would sit out 15 s on an instant refusal. */
const TRY_LIMIT_MS = 4_000;
/** On a slow network no try would ever end well, so now and then one may take longer; each such delays a return. */
const PATIENT_TRY_LIMIT_MS = 7_000;
const PATIENT_TRY_EVERY = 5;
/**
 * Once some sixteen of a page's sockets have failed, Chromium itself holds each further one back by 1 to 5 s, and forgets that
 * only after minutes (measured): given up after 4 s, one in four would never have been sent.
 */
const HELD_BACK_AFTER_TRIES = 12;
const HELD_BACK_FOR_MS = 360_000;
/** A subscription that nobody confirmed or refused by then never will be. */
const SUBSCRIPTION_LIMIT_MS = 10_000;
/** Where the server complained of something, a missing confirmation is what it complained of. */
const COMPLAINT_LIMIT_MS = 6_000;
/** Only a line that held this long starts the delays again: a server that greets and drops is no good line. */
const STABLE_AFTER_MS = 10_000;
/** A line that answers, answers within this. */
const PROBE_LIMIT_MS = 1_000;
/** One waking is told in up to five ways. */
const WAKE_SPACING_MS = 3_000;
/** Never reached by the delays; whatever else may go wrong, a server is not stormed. */
const TRIES_PER_MINUTE = 50;
const MINUTE_MS = 60_000;
/** A question or a try that took its time has waited enough. */
const SHORTEST_PAUSE_MS = 300;

const SILENCE: Reason = { code: 'silence', detail: null };
const WOKEN: Reason = { code: 'woken', detail: null };
const BROWSER_OFFLINE: Reason = { code: 'browser-offline', detail: null };
const UNCONFIRMED: Reason = { code: 'unconfirmed', detail: null };
/** Who says so has begun a new try already. */
const RENEWED: readonly Reason['code'][] = ['unconfirmed', 'woken', 'undelivered'];

/** Watches the connection and starts a new try whenever one failed. Returns stop. */
export function keepLink(connection: Line, options: LinkOptions): () => void {
	const { now = () => Date.now(), after = afterTimeout } = options;
	const socket = new Plan(after);
	const stable = new Plan(after);
	const waiting = new Plan(after);
	const refused = new Plan(after);
	const probing = new Plan(after);
	const waking = new Plan(after);
	const plans = [socket, stable, waiting, refused, probing, waking];
	let attempt = 0;
	let timeouts = 0;
	let channelAttempt = 0;
	let isStarting = false;
	/** When the try began that has not connected yet. */
	let triedAt: number | null = null;
	let waitingSince = 0;
	let waitingLimitMs = 0;
	let askedAt = 0;
	let isPatient = false;
	let wokenAt = -Infinity;
	let tries: readonly number[] = [];
	let known: { readonly socket: ConnectionStatus['socket']; readonly reason: Reason | null } | undefined;

	/** How long ago that was; nothing where the clock was set back since, so that nobody waits for it to come round. */
	const elapsed = (since: number): number => Math.max(0, now() - since);

	/** Begins a try. What the connection says meanwhile is ours, no news of a failure. */
	function start(why?: Reason): void {
		tries = [...tries, now()].slice(-TRIES_PER_MINUTE);
		for (const plan of plans) plan.clear();
		isStarting = true;
		triedAt = now();
		connection.reconnect(why);
		isStarting = false;
		// A refused connection is not always reported, so each try also has an end of its own.
		if (connection.status.socket !== 'connected') limitTry();
		options.onTry?.({ attempt: Math.max(1, attempt), nextAt: null });
	}

	function limitTry(): void {
		const isHeldBack = tries.filter((at) => elapsed(at) < HELD_BACK_FOR_MS).length > HELD_BACK_AFTER_TRIES;
		const isPatientTry = isHeldBack || timeouts % PATIENT_TRY_EVERY === PATIENT_TRY_EVERY - 1;
		socket.set(isPatientTry ? PATIENT_TRY_LIMIT_MS : TRY_LIMIT_MS, () => {
			timeouts += 1;
			retry();
		});
	}

	function retry(): void {
		tries = tries.filter((at) => at <= now());
		const waitMs = MINUTE_MS - elapsed(tries[0] ?? -Infinity);
		if (tries.length >= TRIES_PER_MINUTE && waitMs > 0) return socket.set(waitMs, retry);
		attempt += 1;
		start();
	}

	function followSocket(status: ConnectionStatus): void {
		// Only doubted: the probe decides.
		if (probing.isSet && status.reason === BROWSER_OFFLINE) return;
		for (const plan of [stable, waiting, refused, probing]) plan.clear();
		channelAttempt = 0;
		const { reason } = status;
		const isNews = status.socket !== known?.socket || reason !== known.reason;
		const isFailure = isNews && (reason !== null || status.socket === 'refused');
		if (isFailure && (reason === null || !RENEWED.includes(reason.code))) retryLater(status);
		else if (isFailure || !socket.isSet) limitTry();
	}

	function retryLater(status: ConnectionStatus): void {
		timeouts = 0;
		const pauseMs = socketDelayMs(status, attempt, options.isHidden(), options.random());
		const delayMs = Math.max(SHORTEST_PAUSE_MS, pauseMs - (triedAt === null ? 0 : elapsed(triedAt)));
		socket.set(delayMs, retry);
		options.onTry?.({ attempt: attempt + 1, nextAt: now() + delayMs });
	}

	function followChannels(status: ConnectionStatus): void {
		const all = [...status.channels, ...status.watched];
		if (known?.socket !== 'connected') askedAt = now();
		socket.clear();
		triedAt = null;
		timeouts = 0;
		if (all.some(({ state }) => state === 'subscribing')) limitWaiting(status.reason !== null);
		else waiting.clear();
		askRefused(all.filter(({ state }) => state === 'refused').map(({ reason }) => reason));
		if (status.channels.some(({ state }) => state !== 'subscribed')) stable.clear();
		else if (!stable.isSet) {
			stable.set(STABLE_AFTER_MS, () => {
				attempt = 0;
				if (connection.status.watched.every(({ state }) => state === 'subscribed')) channelAttempt = 0;
			});
		}
	}

	function askRefused(reasons: readonly (Reason | null)[]): void {
		if (reasons.length === 0) return refused.clear();
		// What may be well again at any moment does not wait for what somebody has to decide.
		const isSooner = isPatient && !isDenied(reasons);
		if (refused.isSet && !isSooner) return;
		isPatient = isDenied(reasons);
		const delayMs = channelDelayMs(reasons, channelAttempt, options.random()) - elapsed(askedAt);
		refused.set(Math.max(SHORTEST_PAUSE_MS, delayMs), () => {
			channelAttempt += 1;
			askedAt = now();
			connection.retryChannels();
		});
	}

	function limitWaiting(isComplaint: boolean): void {
		const limitMs = isComplaint ? COMPLAINT_LIMIT_MS : SUBSCRIPTION_LIMIT_MS;
		if (!waiting.isSet) waitingSince = now();
		else if (limitMs === waitingLimitMs) return;
		waitingLimitMs = limitMs;
		waiting.set(Math.max(0, limitMs - elapsed(waitingSince)), askAgain);
	}

	/** One silent channel is its own matter; a server that answers none of them is not well. */
	function askAgain(): void {
		const { channels, reason } = connection.status;
		const isDeaf = channels.length > 0 && channels.every(({ state }) => state === 'subscribing');
		if (isDeaf) return start(reason ?? UNCONFIRMED);
		connection.retryChannels();
		if (connection.status.socket === 'connected') followChannels(connection.status);
	}

	function wake(why: Wake): void {
		const { socket: state } = connection.status;
		if (state === 'closed') return;
		if (state === 'connected' && (why === 'visible' || why === 'online')) return probe(renewSilent);
		if (Math.abs(now() - wokenAt) >= WAKE_SPACING_MS) renew(WOKEN, 0);
	}

	/** Soon: never within the handler of whoever told. */
	function renew(why: Reason, delayMs: number): void {
		wokenAt = now() + delayMs;
		probing.clear();
		waking.set(delayMs, () => {
			attempt = 0;
			start(why);
		});
	}

	function renewSilent(): void {
		renew(SILENCE, Math.min(WAKE_SPACING_MS, Math.max(0, wokenAt + WAKE_SPACING_MS - now())));
	}

	function probe(onSilence: () => void): void {
		if (probing.isSet) return;
		const sentAt = now();
		if (!connection.probe()) return onSilence();
		probing.set(PROBE_LIMIT_MS, () => {
			if ((connection.status.heardAt ?? -Infinity) < sentAt) onSilence();
		});
	}

	function goOffline(): void {
		if (connection.status.socket !== 'connected') return;
		probing.clear();
		probe(() => retryLater(connection.status));
		connection.doubt(BROWSER_OFFLINE);
	}

	const undo = [
		connection.onStatus((status) => {
			if (status.socket === 'closed') for (const plan of plans) plan.clear();
			else if (status.socket === 'connected') followChannels(status);
			else if (!isStarting) followSocket(status);
			known = status;
		}),
		options.onWake?.(wake),
		options.onOffline?.(goOffline),
	];

	return () => {
		for (const off of undo) off?.();
		for (const plan of plans) plan.clear();
	};
}
