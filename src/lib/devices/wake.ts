/**
 * Tells that the computer or the page was asleep, or may have been, and that the network went.
 *
 * A laptop that wakes tells of it in up to five ways or in none: where no event comes, the clock has jumped between two
 * ticks. A hidden page's timers run once a minute, so only a longer jump counts there.
 */
export type WakeReason = 'visible' | 'restored' | 'resumed' | 'online' | 'clock-jumped';

export interface Wake {
	/** Returns the undo. */
	onWake(listener: (why: WakeReason) => void): () => void;
	/** Called when the browser says that there is no network; it can be wrong. Returns the undo. */
	onOffline(listener: () => void): () => void;
}

export interface WakeParts {
	readonly window: EventTarget;
	readonly document: EventTarget & { readonly hidden: boolean };
	/** Epoch ms. */
	readonly now: () => number;
	/** Calls once after a delay in ms. Returns cancel. */
	readonly after: (delayMs: number, listener: () => void) => () => void;
}

const TICK_MS = 1_000;
const JUMP_MS = 10_000;
const HIDDEN_JUMP_MS = 90_000;

/** Hears nothing and runs no timer before somebody asks. */
export function createWake({ window, document, now, after }: WakeParts): Wake {
	return {
		onWake(listener) {
			const ofWindow = hear(window, {
				online: () => listener('online'),
				pageshow: (event) => (event as PageTransitionEvent).persisted && listener('restored'),
			});
			const ofDocument = hear(document, {
				visibilitychange: () => !document.hidden && listener('visible'),
				resume: () => listener('resumed'),
			});
			const stopTicking = tick(() => listener('clock-jumped'));
			return () => {
				for (const undo of [ofWindow, ofDocument, stopTicking]) undo();
			};
		},
		onOffline: (listener) => hear(window, { offline: () => listener() }),
	};

	function tick(onJump: () => void): () => void {
		let last = now();
		let wasHidden = document.hidden;
		let cancel = after(TICK_MS, next);
		return () => cancel();

		function next(): void {
			const at = now();
			const limitMs = wasHidden || document.hidden ? HIDDEN_JUMP_MS : JUMP_MS;
			// Set back, it dates what comes before what was: that is as good as a sleep.
			const isJump = at - last > limitMs || at < last - JUMP_MS;
			last = at;
			wasHidden = document.hidden;
			cancel = after(TICK_MS, next);
			if (isJump) onJump();
		}
	}
}

function hear(target: EventTarget, handlers: Readonly<Record<string, (event: Event) => void>>): () => void {
	for (const [name, handler] of Object.entries(handlers)) target.addEventListener(name, handler);
	return () => {
		for (const [name, handler] of Object.entries(handlers)) target.removeEventListener(name, handler);
	};
}
