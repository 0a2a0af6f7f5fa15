/** Tells when somebody last touched the page. */
export interface Idle {
	/** Epoch ms, by the clock that was handed in. */
	lastInputAt(): number;
	/** Returns stop. */
	start(): () => void;
}

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function createIdle({
	window,
	now,
}: {
	readonly window: EventTarget;
	/** Epoch ms. */
	readonly now: () => number;
}): Idle {
	let lastInputAt = now();
	const note = () => {
		lastInputAt = now();
	};
	return {
		lastInputAt: () => lastInputAt,
		start() {
			for (const name of INPUTS) window.addEventListener(name, note, { capture: true, passive: true });
			return () => {
				for (const name of INPUTS) window.removeEventListener(name, note, { capture: true });
			};
		},
	};
}
