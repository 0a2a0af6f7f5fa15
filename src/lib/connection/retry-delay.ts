/** How long to wait before the next try, whatever is tried. Pure: chance is an argument. */
import type { Reason } from './connection.ts';

const SHORTEST_MS = 300;
/** Two hundred walls that lose their line together come back spread over this much: no tenth of a second takes 15 %. */
const FIRST_CEILING_MS = 2_000;
const CAP_MS = 3_200;
const HIDDEN_CAP_MS = 15_000;
/** A refusing server is asked again, but rarely: a key may be put right while nobody looks at this screen. */
const REFUSED_CAP_MS = 30_000;
const REFUSED_FROM_ATTEMPT = 2;
/** A full server has room again at any moment, but not through being asked by everybody each second. */
const FULL_CAP_MS = 11_000;
/** 4100 asks in so many words for ever longer pauses; 4004 is Reverb's quota, which a closed tab ends. */
const BACK_OFF = /^4100\b/;
const BACK_OFF_AFTER = 10;
const CHANNEL_CAP_MS = 8_000;
/** After so many refusals a role is missing: Laravel's usual 60 requests a minute are for other things. */
const PATIENT_AFTER = 12;
const PATIENT_CAP_MS = 30_000;
/** Who asks to slow down and names no time. */
const SLOWED_MS = 10_000;
/** Longer than Laravel's throttle of a minute no screen waits, whatever it was told. */
const SLOWED_CAP_MS = 65_000;
const SLOWED_SPREAD_MS = 5_000;

/** Refusals that only somebody's decision ends. */
const DENIALS: readonly Reason['code'][] = ['forbidden', 'unauthenticated', 'not-admitted'];

/** Full jitter between 0.3 s and a ceiling that doubles from try to try. Milliseconds. */
export function retryDelayMs(attempt: number, capMs: number, random: number): number {
	const ceiling = Math.min(capMs, FIRST_CEILING_MS * 2 ** Math.min(attempt, 10));
	return SHORTEST_MS + random * (ceiling - SHORTEST_MS);
}

/** Until the next socket, by what ended the last one. Milliseconds. */
export function socketDelayMs(
	{ socket, reason }: { readonly socket: string; readonly reason: Reason | null },
	attempt: number,
	isHidden: boolean,
	random: number,
): number {
	if (reason?.code === 'over-quota') {
		const isBackingOff = attempt >= BACK_OFF_AFTER && BACK_OFF.test(reason.detail ?? '');
		const capMs = isBackingOff ? REFUSED_CAP_MS : FULL_CAP_MS;
		return retryDelayMs(attempt, capMs, random);
	}
	if (socket === 'refused') {
		return retryDelayMs(Math.max(attempt, REFUSED_FROM_ATTEMPT), REFUSED_CAP_MS, random);
	}
	return retryDelayMs(attempt, isHidden ? HIDDEN_CAP_MS : CAP_MS, random);
}

/** From one asking for the refused channels to the next, by why they were refused. Milliseconds. */
export function channelDelayMs(reasons: readonly (Reason | null)[], attempt: number, random: number): number {
	const slowed = reasons.filter((reason) => reason?.code === 'too-many-requests');
	if (slowed.length > 0) {
		const askedMs = Math.max(...slowed.map((reason) => reason?.retryAfterMs ?? SLOWED_MS));
		return Math.min(SLOWED_CAP_MS, askedMs) + random * SLOWED_SPREAD_MS;
	}
	const capMs = isDenied(reasons) && attempt >= PATIENT_AFTER ? PATIENT_CAP_MS : CHANNEL_CAP_MS;
	return retryDelayMs(attempt, capMs, random);
}

/** Whether all of it is somebody's decision, which no asking changes. */
export function isDenied(reasons: readonly (Reason | null)[]): boolean {
	return reasons.every((reason) => reason !== null && DENIALS.includes(reason.code));
}
