/** The words of the test mode: what can be broken, as plain JSON, so that it can be asked for over HTTP. Pure. */

interface Scope {
	/** Only connections of this app; absent: of any. */
	appKey?: string;
	/** How often it happens before it is over; absent: until it is called off. */
	times?: number;
}

/** What a broken arrival gets as its first frame. */
export type OddFirstFrame = 'none' | 'text' | 'html' | 'other-event' | 'no-activity-timeout';

/** A standing fault: true until it is called off or used up. */
export type Fault = Scope &
	(
		| { kind: 'refuse'; status?: number }
		| { kind: 'first-frame'; frame: OddFirstFrame }
		| { kind: 'first-error'; code: number; message?: string }
		| { kind: 'close-new'; code: number; reason?: string }
		| { kind: 'closing' }
		| { kind: 'frozen'; who?: 'all' | 'new' | 'existing' }
		| { kind: 'deaf' }
		| { kind: 'slow'; delayMs: number }
		| AuthFault
		| FrameFault
	);

/** What the auth endpoint does wrong. */
export interface AuthFault {
	kind: 'auth';
	channel?: string;
	delayMs?: number;
	status?: number;
	body?: 'hang' | 'bad-signature' | 'null' | 'html' | 'not-json' | 'bad-channel-data';
	retryAfterSeconds?: number;
	location?: string;
}

/** What happens to frames on their way out. Without `event` it means published events only. */
export interface FrameFault {
	kind: 'frames';
	change: 'drop' | 'duplicate' | 'delay' | 'reorder' | 'replace';
	/** An event name, or the beginning of one with `*` after it. */
	event?: string;
	channel?: string;
	/** Only the nth that matches, counted per connection from 1. */
	nth?: number;
	/** Every nth that matches. */
	every?: number;
	/** For `delay`. */
	delayMs?: number;
	/** For `reorder`: so many frames are held and sent last first; 2 unless told. */
	window?: number;
	/** For `replace`: what is sent instead. */
	text?: string;
}

interface Target {
	appKey?: string;
	socketId?: string;
	/** Only connections subscribed to it. */
	channel?: string;
}

/** Something done at once to the connections there are. */
export type FaultAction = Target &
	(
		| { action: 'end' }
		| { action: 'close'; code: number; reason?: string }
		| { action: 'ping' }
		| { action: 'inject'; text: string }
	);

const FAULT_KINDS: readonly Fault['kind'][] = [
	'refuse',
	'first-frame',
	'first-error',
	'close-new',
	'closing',
	'frozen',
	'deaf',
	'slow',
	'auth',
	'frames',
];
const ACTIONS: readonly FaultAction['action'][] = ['end', 'close', 'ping', 'inject'];

/** Reads a fault that came over HTTP; `undefined` when it is none we know. */
export function readFault(value: unknown): Fault | undefined {
	const { kind } = Object(value) as { kind?: Fault['kind'] };
	return kind && FAULT_KINDS.includes(kind) ? (value as Fault) : undefined;
}

/** Reads an action that came over HTTP; `undefined` when it is none we know. */
export function readAction(value: unknown): FaultAction | undefined {
	const { action } = Object(value) as { action?: FaultAction['action'] };
	return action && ACTIONS.includes(action) ? (value as FaultAction) : undefined;
}
