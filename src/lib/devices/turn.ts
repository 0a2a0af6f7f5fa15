/**
 * Whose turn it is: of all tabs of one screen that could do something, one does.
 *
 * The browser's own locks decide it, so that a tab that is closed or crashes gives its turn to the next one at once. Only a
 * tab that can act is ever given it, and where there are no locks (a page without https) every tab has its turn: better
 * twice than never.
 */
export interface Turn {
	/** False only while it is known that another tab acts. */
	readonly isMine: boolean;
	/** Called on every change of it. Returns the undo. */
	onTurn(listener: (isMine: boolean) => void): () => void;
	/** Says whether this tab could act now. Say it as often as you like. */
	offer(canAct: boolean): void;
	/** Takes the turn from whichever tab has it, unless this one cannot act. */
	take(): void;
	/** Takes the turn whenever somebody looks at this tab. Returns stop, which gives it away. */
	start(): () => void;
}

export interface TurnParts {
	readonly locks: Pick<LockManager, 'request'> | undefined;
	readonly window: EventTarget;
	readonly document: EventTarget & Pick<Document, 'hidden' | 'hasFocus'>;
}

/** `name` is of the thing to be done and of the screen that does it. */
export function createTurn(name: string, { locks, window, document }: TurnParts): Turn {
	const listeners = new Set<(isMine: boolean) => void>();
	let canAct = false;
	let isMine = true;
	let hasLocks = locks !== undefined;
	/** The latest request; what becomes of an earlier one is nobody's matter any more. */
	let latest: object | null = null;
	let release: (() => void) | undefined;
	let waiting: AbortController | undefined;

	const isLookedAt = () => !document.hidden && document.hasFocus();

	function become(next: boolean): void {
		if (next === isMine) return;
		isMine = next;
		for (const listener of listeners) listener(next);
	}

	function ask(options: LockOptions): void {
		const request = {};
		latest = request;
		const isStill = () => latest === request && canAct;
		void locks
			?.request(name, options, (lock) => {
				if (!isStill()) return;
				if (lock === null) return wait();
				become(true);
				return new Promise<void>((resolve) => (release = resolve));
			})
			.catch((error: unknown) => {
				if (!isStill()) return;
				release = undefined;
				if (error instanceof DOMException && error.name === 'AbortError') return wait();
				// A browser that has locks and refuses them to this page.
				hasLocks = false;
				become(true);
			});
	}

	/** Another tab acts; the turn comes when it stops. */
	function wait(): void {
		become(false);
		waiting = new AbortController();
		ask({ signal: waiting.signal });
	}

	function leave(): void {
		latest = null;
		waiting?.abort();
		waiting = undefined;
		release?.();
		release = undefined;
	}

	function take(): void {
		if (!canAct || !hasLocks || release !== undefined) return;
		leave();
		ask({ steal: true });
	}

	function onLook(): void {
		if (isLookedAt()) take();
	}

	return {
		get isMine() {
			return isMine;
		},
		onTurn(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		offer(can) {
			if (can === canAct) return;
			canAct = can;
			if (!hasLocks) return;
			if (!can) {
				leave();
				become(true);
			} else if (isLookedAt()) take();
			else ask({ ifAvailable: true });
		},
		take,
		start() {
			window.addEventListener('focus', onLook);
			document.addEventListener('visibilitychange', onLook);
			return () => {
				window.removeEventListener('focus', onLook);
				document.removeEventListener('visibilitychange', onLook);
				canAct = false;
				leave();
				listeners.clear();
			};
		},
	};
}
