/**
 * Sounds by name, and the truth about whether they can be heard.
 *
 * Browsers keep audio suspended until someone touches the page. That is a capability the screen shows, never an
 * exception; nothing is queued while blocked, or a night's orders would ring at the first click. Howler comes after
 * the first paint.
 */
export type SoundName = 'order';

/** `loading` until the audio context has said what it may do. */
export type SoundCapability = 'loading' | 'ready' | 'needs-gesture' | 'unsupported';

export interface SoundDesk {
	readonly capability: SoundCapability;
	/** Called on every change of the capability. Returns the undo. */
	onCapability(listener: (capability: SoundCapability) => void): () => void;
	/** Plays at once, or not at all. True when it was handed to a running audio graph. */
	play(name: SoundName): boolean;
	/** Call inside a user gesture: resumes the audio context. */
	allow(): Promise<void>;
	/** Loads the sounds and arms the first gesture. Returns stop. */
	start(): () => void;
}

const FILES: Record<SoundName, string> = { order: '/sounds/order.wav' };
/** A master level of 40 %. */
const VOLUME = 0.4;
/** The first subscriptions and orders come first; whether sound is blocked is still shown within a second. */
const LOAD_AFTER_MS = 300;
/** The page's own server may be away at the very moment the sounds are asked for. */
const RETRY_MS = 10_000;
/** Not `pointerdown`: a press on the sound button itself must still find the sound blocked when its click comes. */
const GESTURES = ['click', 'keydown'] as const;

/** `base` is the path the page is served under. */
export function createSoundDesk(base: string): SoundDesk {
	const listeners = new Set<(capability: SoundCapability) => void>();
	let capability: SoundCapability = 'loading';
	let howls: Record<SoundName, { play(): unknown }> | undefined;
	let context: AudioContext | undefined;
	let isLoaded = false;
	let isStopped = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	function become(next: SoundCapability): void {
		if (next === capability) return;
		capability = next;
		for (const listener of listeners) listener(next);
	}

	function look(): void {
		if (context === undefined || !isLoaded) return;
		become(context.state === 'running' ? 'ready' : 'needs-gesture');
	}

	function retry(delayMs: number): void {
		clearTimeout(timer);
		if (!isStopped) timer = setTimeout(() => void load().catch(fail), delayMs);
	}

	/** A sound that cannot be loaded is no sound: the screen says so, and it is tried again. */
	function fail(): void {
		isLoaded = false;
		become('unsupported');
		retry(RETRY_MS);
	}

	async function load(): Promise<void> {
		const { Howl, Howler } = await import('howler');
		// Howler suspends the context after 30 s of silence, which would look like a blocked one.
		Howler.autoSuspend = false;
		Howler.volume(VOLUME);
		if (isStopped) return;
		const onload = () => {
			isLoaded = true;
			look();
		};
		howls = { order: new Howl({ src: [base + FILES.order], preload: true, onload, onloaderror: fail }) };
		if (!Howler.usingWebAudio || !Howler.ctx) return become('unsupported');
		context = Howler.ctx;
		context.addEventListener('statechange', look);
	}

	async function allow(): Promise<void> {
		await context?.resume();
		look();
	}

	const onGesture = ({ target }: Event) => {
		if (capability === 'needs-gesture' && !(target instanceof HTMLButtonElement)) void allow();
	};

	return {
		get capability() {
			return capability;
		},
		onCapability(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		play(name) {
			if (capability !== 'ready' || howls === undefined) return false;
			howls[name].play();
			return true;
		},
		allow,
		start() {
			retry(LOAD_AFTER_MS);
			for (const gesture of GESTURES) addEventListener(gesture, onGesture, { passive: true });
			return () => {
				isStopped = true;
				clearTimeout(timer);
				for (const gesture of GESTURES) removeEventListener(gesture, onGesture);
				context?.removeEventListener('statechange', look);
				listeners.clear();
			};
		},
	};
}
