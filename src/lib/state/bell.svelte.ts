/**
 * Rings, or says why it does not.
 *
 * How often is decided in domain/bell.ts. Nothing is kept to be rung later: what could not be played is counted and said.
 */
import type { SoundCapability, SoundDesk } from '../devices/sound.ts';
import type { Turn } from '../devices/turn.ts';
import {
	createRingHistory,
	isHeardInQuiet,
	repeatsDue,
	ring,
	SOFTER_IN_QUIET_DB,
	type RingHistory,
} from '../domain/bell.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import type { Signal, SoundName } from '../domain/signals.ts';
import type { AlertView } from '../domain/system.ts';
import type { SettingsStore } from './settings.svelte.ts';

export interface BellDeps {
	readonly sound: SoundDesk;
	/** Which of several tabs rings. */
	readonly turn: Turn;
	readonly settings: SettingsStore;
	/** IANA zone of the shop: quiet hours are by its clock. */
	readonly zone: string;
	/** Features the configuration leaves on. */
	readonly features: { readonly sound: boolean };
}

/** What can be said of the sound: `quiet` for all but what is critical, `elsewhere` while another tab sounds. */
export type SoundState = 'loading' | 'on' | 'off' | 'blocked' | 'unsupported' | 'quiet' | 'elsewhere';

/** Sounds that should have been heard. Epoch ms; `until` is null while no sound can be played. */
export interface Unplayed {
	readonly count: number;
	readonly since: number;
	readonly until: number | null;
}

const MINUTE_MS = 60_000;

export class Bell {
	#deps: BellDeps;
	#capability = $state.raw<SoundCapability>('loading');
	#isMyTurn = $state(true);
	#unplayed: Unplayed | null = $state.raw(null);
	#rings: RingHistory = createRingHistory();
	/** What would have rung since no sound can be played: what is still open may ring as soon as one can. */
	#silent: RingHistory | null = null;
	#volume: number | null = null;
	/** Epoch ms of the running minute, null before the first look. */
	#minute: number | null = $state(null);

	/** When the quiet hours of now end, `07:00` by the shop's clock; null outside of them. */
	readonly quietUntil: string | null = $derived.by(() => {
		const { settings, zone } = this.#deps;
		return this.#minute === null ? null : quietUntil(settings.values.quietHours, this.#minute, zone);
	});

	readonly soundState: SoundState = $derived.by(() => {
		if (!this.#deps.features.sound) return 'unsupported';
		if (this.#capability === 'unsupported' || this.#capability === 'loading') return this.#capability;
		if (!this.#deps.settings.isSoundOn) return 'off';
		if (this.#capability === 'needs-gesture') return 'blocked';
		if (!this.#isMyTurn) return 'elsewhere';
		return this.quietUntil === null ? 'on' : 'quiet';
	});

	constructor(deps: BellDeps) {
		this.#deps = deps;
	}

	get capability(): SoundCapability {
		return this.#capability;
	}

	/** What could not be played the last time that no sound could; null when nothing was missed. */
	get unplayed(): Unplayed | null {
		return this.#unplayed;
	}

	/** Arms the devices. Returns stop. */
	start(): () => void {
		const { sound, turn, features } = this.#deps;
		this.followSettings();
		const undo = [
			sound.onCapability((capability) => {
				this.#capability = capability;
				this.#offer();
			}),
			turn.onTurn((isMine) => (this.#isMyTurn = isMine)),
			...(features.sound ? [turn.start(), sound.start()] : []),
		];
		return () => {
			for (const stop of undo.reverse()) stop();
		};
	}

	/** The sound button: allows or takes over a sound that is not heard here, else switches it on or off; what is on is heard. */
	async press(): Promise<void> {
		const { settings, features, turn } = this.#deps;
		if (!features.sound) return;
		const isSounding = this.soundState === 'on' || this.soundState === 'quiet';
		settings.isSoundOn = !isSounding;
		this.followSettings();
		if (isSounding) return;
		turn.take();
		await this.test('order');
	}

	/** Plays one sound on request, allowing it first: the press is the gesture. */
	async test(name: SoundName): Promise<void> {
		await this.#deps.sound.test(name);
	}

	/** Follows what was changed in the settings. */
	followSettings(): void {
		const { volume } = this.#deps.settings.values;
		if (volume !== this.#volume) this.#deps.sound.setVolume(volume);
		this.#volume = volume;
		this.#offer();
	}

	/** Rings for what came, or for what is still open. Call it each second. */
	follow(signals: readonly Signal[], openAlerts: readonly AlertView[], at: number): void {
		this.#minute = at - (at % MINUTE_MS);
		const { settings, features } = this.#deps;
		if (!features.sound || this.#capability === 'loading') return;
		// Another tab may have changed them.
		this.followSettings();
		const canPlay = this.#capability === 'ready';
		if (canPlay) this.#endSilence(at);
		if (!settings.isSoundOn) return;
		const history = canPlay ? this.#rings : (this.#silent ?? this.#rings);
		const due = [...signals, ...repeatsDue(openAlerts, history, at)];
		const rung = ring(history, due, at, (sound) => this.#isOn(sound));
		if (canPlay) this.#rings = rung.history;
		else this.#silent = rung.history;
		if (rung.signal !== null && !this.#play(rung.signal.sound)) this.#countUnplayed(at);
	}

	#isOn(sound: SoundName): boolean {
		const isQuiet = this.quietUntil !== null;
		return this.#deps.settings.values.sounds[sound] && (!isQuiet || isHeardInQuiet(sound));
	}

	/** False when it should have been heard and was not. */
	#play(sound: SoundName): boolean {
		const { turn, sound: desk } = this.#deps;
		// Another tab has rung for it, so that it counts as rung when the turn comes here.
		if (this.#capability === 'ready' && !turn.isMine) return true;
		return desk.play(sound, this.quietUntil === null ? 0 : SOFTER_IN_QUIET_DB);
	}

	#countUnplayed(at: number): void {
		const { count, since, until } = this.#unplayed ?? { count: 0, since: at, until: null };
		this.#unplayed =
			until === null ? { count: count + 1, since, until } : { count: 1, since: at, until: null };
	}

	#endSilence(at: number): void {
		this.#silent = null;
		if (this.#unplayed?.until === null) this.#unplayed = { ...this.#unplayed, until: at };
	}

	/** A tab that would not be heard must not keep the others silent. */
	#offer(): void {
		const { settings, turn, features } = this.#deps;
		const isReady = features.sound && this.#capability === 'ready';
		turn.offer(isReady && settings.isSoundOn && settings.values.volume > 0);
		this.#isMyTurn = turn.isMine;
	}
}
