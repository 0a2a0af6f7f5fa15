/**
 * Short notices in the corner: few at once, gone by themselves, and what there was no time for is at least counted.
 *
 * High and critical ones stay until somebody dismisses them and go before the others; mild ones that waited too long
 * would be old news, so they are counted instead of shown.
 */
import type { Severity } from '../contract/events.ts';

/** Toasts on the screen at once. */
export const TOASTS_SHOWN = 3;
/** Toasts that wait for room. */
export const TOASTS_WAITING = 20;
export const TOAST_LIFE_MS = 6_000;
/** A mild one is no news any more after this. */
export const TOAST_WAIT_MS = 60_000;

export interface Toast {
	/** A second one with the same id takes the place of the first. */
	readonly id: string;
	readonly title: string;
	readonly body: string | null;
	readonly severity: Severity;
	/** Epoch ms at which it was said. */
	readonly at: number;
}

interface ShownToast extends Toast {
	readonly shownAt: number;
}

export interface ToastState {
	readonly shown: readonly ShownToast[];
	readonly waiting: readonly Toast[];
	/** Those that were never shown, since the corner was last empty. */
	readonly missed: number;
}

/** An empty corner. */
export function createToasts(): ToastState {
	return { shown: [], waiting: [], missed: 0 };
}

/** The corner with one toast more: shown at once where there is room, else waiting, else counted. */
export function noteToast(state: ToastState, toast: Toast): ToastState {
	if (state.shown.some(({ id }) => id === toast.id)) {
		const shown = state.shown.map((each) => (each.id === toast.id ? { ...toast, shownAt: toast.at } : each));
		return { ...state, shown };
	}
	const others = state.waiting.filter(({ id }) => id !== toast.id);
	const all = [...others, toast];
	const waiting = [...all.filter(isLasting), ...all.filter((each) => !isLasting(each))];
	return settle({ ...state, waiting }, toast.at);
}

/** The corner at `now`, epoch ms: what had its time is gone, and what waited takes its place. */
export function passToasts(state: ToastState, now: number): ToastState {
	const isOver = (toast: ShownToast) => !isLasting(toast) && now - toast.shownAt >= TOAST_LIFE_MS;
	if (!state.shown.some(isOver) && state.waiting.length === 0 && state.missed === 0) return state;
	return settle({ ...state, shown: state.shown.filter((toast) => !isOver(toast)) }, now);
}

/** The corner without the toast that somebody dismissed. */
export function dismissToast(state: ToastState, id: string, now: number): ToastState {
	return settle({ ...state, shown: state.shown.filter((toast) => toast.id !== id) }, now);
}

/** The corner without what has nothing to say any more; it is no loss, and is not counted as one. */
export function withdrawToasts(
	state: ToastState,
	isVoid: (toast: Toast) => boolean,
	now: number,
): ToastState {
	const stays = (toast: Toast) => !isVoid(toast);
	if ([...state.shown, ...state.waiting].every(stays)) return state;
	return settle({ ...state, shown: state.shown.filter(stays), waiting: state.waiting.filter(stays) }, now);
}

function isLasting({ severity }: Toast): boolean {
	return severity === 'high' || severity === 'critical';
}

function settle({ shown, waiting, missed }: ToastState, now: number): ToastState {
	const fresh = waiting.filter((toast) => isLasting(toast) || now - toast.at < TOAST_WAIT_MS);
	const room = Math.max(0, TOASTS_SHOWN - shown.length);
	const next = fresh.slice(0, room).map((toast) => ({ ...toast, shownAt: now }));
	const kept = fresh.slice(room, room + TOASTS_WAITING);
	const all = [...shown, ...next];
	const left = waiting.length - next.length - kept.length;
	return { shown: all, waiting: kept, missed: all.length === 0 ? 0 : missed + left };
}
