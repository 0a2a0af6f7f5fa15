/**
 * Sounds by name, and the truth about whether they can be heard.
 *
 * Browsers keep audio suspended until someone touches the page, and may suspend it again at any time: a call, another
 * loudspeaker, a lid that was closed. That is a capability the screen shows, never an exception; nothing is queued while
 * blocked, or a night's orders would ring at the first click. Howler comes after the first paint, and all sounds with it:
 * when the line is lost it is too late to fetch the one that says so.
 */
export type SoundName =
	'order' | 'payment-failed' | 'stock' | 'alert-high' | 'alert-critical' | 'line-lost' | 'line-back';

/** `loading` until the audio context has said what it may do. */
export type SoundCapability = 'loading' | 'ready' | 'needs-gesture' | 'unsupported';

export interface SoundDesk {
	readonly capability: SoundCapability;
	/** Called on every change of the capability. Returns the undo. */
	onCapability(listener: (capability: SoundCapability) => void): () => void;
	/** Plays at once, or not at all, softer by so many decibels. True when it was handed to a running audio graph. */
	play(name: SoundName, softerDb?: number): boolean;
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
	volume(level: number): unknown;
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
/** An audio clock that stands still at two looks, with a nudge between them, plays nothing, whatever its state says. */
const LOOK_EVERY_MS = 500;

/** `base` is the path the page is served under. */
export function createSoundDesk(base: string): SoundDesk {
	const listeners = new Set<(capability: SoundCapability) => void>();
	const howls = new Map<SoundName, Loaded>();
	let capability: SoundCapability = 'loading';
	let volume = DEFAULT_VOLUME;
	let applyVolume: (() => void) | undefined;
	let context: AudioContext | undefined;
	let isStopped = false;
	/** Looks in a row at which the audio clock stood still. */
	let standstills = 0;
	let clockAt = -1;
	let hasRun = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let looking: ReturnType<typeof setInterval> | undefined;

	function become(next: SoundCapability): void {
		if (next === capability) return;
		capability = next;
		for (const listener of listeners) listener(next);
	}

	function look(): void {
		if (context === undefined || howls.get(FIRST)?.state() !== 'loaded') return;
		const isRunning = context.state === 'running' && standstills < 2;
		hasRun ||= isRunning;
		become(isRunning ? 'ready' : 'needs-gesture');
	}

	function onState(): void {
		standstills = 0;
		look();
		heal();
	}

	/** What ran once may often be resumed without a gesture; where it may not, the next gesture does it. */
	function heal(): void {
		if (hasRun && !document.hidden && capability === 'needs-gesture') resume().catch(() => {});
	}

	function watch(): void {
		if (context?.state !== 'running') return;
		standstills = context.currentTime === clockAt ? standstills + 1 : 0;
		clockAt = context.currentTime;
		if (standstills === 1) nudge(context);
		look();
	}

	/** A browser may let the clock rest while nothing is played. */
	function nudge(running: AudioContext): void {
		const nothing = running.createBufferSource();
		nothing.buffer = running.createBuffer(1, 1, running.sampleRate);
		nothing.connect(running.destination);
		nothing.start();
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
		// It would resume at the press of a key already, and the sound button would then find its sound on.
		Howler.autoUnlock = false;
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
		context.addEventListener('statechange', onState);
		looking = setInterval(watch, LOOK_EVERY_MS);
	}

	async function resume(): Promise<void> {
		// What stands still while it is said to run begins anew only after a stop.
		if (standstills > 1) context?.suspend().catch(() => {});
		await context?.resume();
		standstills = 0;
		look();
	}

	async function allow(): Promise<void> {
		// Refused during a call, say: the capability goes on telling so.
		await resume().catch(() => {});
	}

	function play(name: SoundName, softerDb = 0): boolean {
		const howl = howls.get(name);
		if (capability !== 'ready' || howl?.state() !== 'loaded') return false;
		howl.volume(10 ** (-softerDb / 20));
		howl.play();
		return true;
	}

	const onGesture = ({ type, target }: Event) => {
		// A key on a button is followed by its click, which must still find the sound as it was.
		const isOnButton = target instanceof Element && target.closest('button') !== null;
		if (capability === 'needs-gesture' && (type === 'click' || !isOnButton)) void allow();
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
			document.addEventListener('visibilitychange', heal);
			return () => {
				isStopped = true;
				clearTimeout(timer);
				clearInterval(looking);
				for (const gesture of GESTURES) removeEventListener(gesture, onGesture);
				document.removeEventListener('visibilitychange', heal);
				context?.removeEventListener('statechange', onState);
				listeners.clear();
			};
		},
	};
}
