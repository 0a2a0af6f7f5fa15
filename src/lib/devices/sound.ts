/**
 * Sounds by name, and the truth about whether they can be heard.
 *
 * Browsers keep audio suspended until someone touches the page. That is a capability the screen shows, never an
 * exception; nothing is queued while blocked, or a night's orders would ring at the first click. Howler comes after
 * the first paint, and all sounds with it: when the line is lost it is too late to fetch the one that says so.
 */
export type SoundName =
	'order' | 'payment-failed' | 'stock' | 'alert-high' | 'alert-critical' | 'line-lost' | 'line-back';

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
	/** Call inside a user gesture: allows and plays. Resolves to whether it was heard. */
	test(name: SoundName): Promise<boolean>;
	/** The master level from now on, 0 to 1. */
	setVolume(volume: number): void;
	/** Loads the sounds and arms the first gesture. Returns stop. */
	start(): () => void;
}

interface Loaded {
	play(): unknown;
	state(): 'unloaded' | 'loading' | 'loaded';
	unload(): unknown;
}

const NAMES: readonly SoundName[] = [
	'order',
	'payment-failed',
	'stock',
	'alert-high',
	'alert-critical',
	'line-lost',
	'line-back',
];
/** The sound that stands for all of them: what is said of the loudspeaker is said of it. */
const FIRST: SoundName = 'order';
const DEFAULT_VOLUME = 0.4;
/** The first subscriptions and orders come first; whether sound is blocked is still shown within a second. */
const LOAD_AFTER_MS = 300;
/** The page's own server may be away at the very moment the sounds are asked for. */
const RETRY_MS = 10_000;
/** Not `pointerdown`: a press on the sound button itself must still find the sound blocked when its click comes. */
const GESTURES = ['click', 'keydown'] as const;

/** `base` is the path the page is served under. */
export function createSoundDesk(base: string): SoundDesk {
	const listeners = new Set<(capability: SoundCapability) => void>();
	const howls = new Map<SoundName, Loaded>();
	let capability: SoundCapability = 'loading';
	let volume = DEFAULT_VOLUME;
	let applyVolume: (() => void) | undefined;
	let context: AudioContext | undefined;
	let isStopped = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	function become(next: SoundCapability): void {
		if (next === capability) return;
		capability = next;
		for (const listener of listeners) listener(next);
	}

	function look(): void {
		if (context === undefined || howls.get(FIRST)?.state() !== 'loaded') return;
		become(context.state === 'running' ? 'ready' : 'needs-gesture');
	}

	function retry(delayMs: number): void {
		clearTimeout(timer);
		if (!isStopped) timer = setTimeout(() => void load().catch(() => fail(FIRST)), delayMs);
	}

	/** A sound that cannot be loaded is no sound: it is tried again, and of the first one the screen says so. */
	function fail(name: SoundName): void {
		howls.get(name)?.unload();
		howls.delete(name);
		if (name === FIRST) become('unsupported');
		retry(RETRY_MS);
	}

	async function load(): Promise<void> {
		const { Howl, Howler } = await import('howler');
		// Howler suspends the context after 30 s of silence, which would look like a blocked one.
		Howler.autoSuspend = false;
		applyVolume = () => Howler.volume(volume);
		applyVolume();
		if (isStopped) return;
		for (const name of NAMES.filter((each) => !howls.has(each))) {
			const src = [`${base}/sounds/${name}.wav`];
			howls.set(name, new Howl({ src, preload: true, onload: look, onloaderror: () => fail(name) }));
		}
		if (!Howler.usingWebAudio || !Howler.ctx) return become('unsupported');
		if (context !== undefined) return;
		context = Howler.ctx;
		context.addEventListener('statechange', look);
	}

	async function allow(): Promise<void> {
		await context?.resume();
		look();
	}

	function play(name: SoundName): boolean {
		const howl = howls.get(name);
		if (capability !== 'ready' || howl?.state() !== 'loaded') return false;
		howl.play();
		return true;
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
		play,
		allow,
		async test(name) {
			await allow();
			return play(name);
		},
		setVolume(next) {
			volume = Math.min(1, Math.max(0, next));
			applyVolume?.();
		},
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
