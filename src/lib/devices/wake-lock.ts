/** Keeps the screen from going dark, and says when it cannot. */
export type WakeLockState =
	| 'asking'
	| 'held'
	/** The browser or the system took it back. */
	| 'lost'
	/** Asked, and told no: a battery saver, a policy. */
	| 'refused'
	/** Served without HTTPS, where no browser has it. */
	| 'insecure'
	| 'unsupported';

export interface WakeLock {
	/** Holds the lock and tells of it at once and with each change. Returns the undo. */
	hold(listener: (state: WakeLockState) => void): () => void;
}

export interface WakeLockParts {
	readonly navigator: { readonly wakeLock?: Pick<Navigator['wakeLock'], 'request'> };
	readonly document: EventTarget & { readonly hidden: boolean };
	readonly isSecure: boolean;
	/** Calls once after a delay in ms. Returns cancel. */
	readonly after: (delayMs: number, listener: () => void) => () => void;
}

/** What was refused or taken is asked for again this much later. */
export const ASK_AGAIN_MS = 30_000;

export function createWakeLock({ navigator, document, isSecure, after }: WakeLockParts): WakeLock {
	return {
		hold(listener) {
			const { wakeLock } = navigator;
			if (wakeLock === undefined) {
				listener(isSecure ? 'unsupported' : 'insecure');
				return () => {};
			}
			let lock: WakeLockSentinel | null = null;
			let isWanted = true;
			let isAsking = false;
			let cancelRetry: (() => void) | undefined;

			async function ask(): Promise<void> {
				cancelRetry?.();
				// A hidden page is refused; it asks when it is looked at again.
				if (!isWanted || isAsking || lock !== null || document.hidden) return;
				isAsking = true;
				try {
					take(await wakeLock!.request('screen'));
				} catch {
					say('refused');
					cancelRetry = after(ASK_AGAIN_MS, () => void ask());
				} finally {
					isAsking = false;
				}
			}

			function take(given: WakeLockSentinel): void {
				if (!isWanted) return void given.release();
				lock = given;
				given.addEventListener('release', () => {
					lock = null;
					if (!isWanted) return;
					say('lost');
					cancelRetry = after(ASK_AGAIN_MS, () => void ask());
				});
				say('held');
			}

			function say(state: WakeLockState): void {
				if (isWanted) listener(state);
			}

			const onVisible = () => void ask();
			document.addEventListener('visibilitychange', onVisible);
			listener('asking');
			void ask();
			return () => {
				isWanted = false;
				cancelRetry?.();
				document.removeEventListener('visibilitychange', onVisible);
				void lock?.release();
			};
		},
	};
}
