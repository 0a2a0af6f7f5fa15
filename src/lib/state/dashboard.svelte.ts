import type { Decoded } from '../contract/events.ts';
import type { Connection, ConnectionStatus, Frame } from '../connection/connection.ts';
import type { Clock } from '../devices/clock.ts';
import type { SoundCapability, SoundDesk } from '../devices/sound.ts';
import { createRingHistory, ring, signalsFor, type Signal, type SignalFacts } from '../domain/signals.ts';
import { createDashboard, reduce, type DashboardState, type Input, type Rules } from '../domain/dashboard.ts';
import { selectOrdersToday } from '../domain/figures.ts';
import { selectFreshness } from '../domain/freshness.ts';
import { selectRate } from '../domain/rate.ts';
import type { SettingsStore } from './settings.svelte.ts';
import { describeLine, describeReason, HEADLINES } from './words.ts';

export interface DashboardDeps {
	readonly connection: Connection;
	readonly decode: (frame: Frame) => Decoded;
	readonly clock: Clock;
	readonly sound: SoundDesk;
	readonly settings: SettingsStore;
	readonly rules: Rules;
}

/** A hidden tab gets no frames; its figures still move. */
const FRAME_CEILING_MS = 250;
/** Above this many events a second nobody follows each of them, and the screen is refreshed in steps. */
const FLOOD_PER_SECOND = 120;
/** Five steps a second: with four, the wait alone takes most of the 300 ms that a flood's orders may need to the screen. */
const FLOOD_FLUSH_MS = 200;
const RECENT_SECONDS = 5;

/** Holds the one snapshot: queues what arrives, reduces it once a frame, and derives everything shown. */
export class Dashboard {
	#deps: DashboardDeps;
	#state: DashboardState = $state.raw()!;
	#line: ConnectionStatus = $state.raw()!;
	#now = $state(0);
	#sound = $state.raw<SoundCapability>('loading');
	#perSecond = $state(0);
	#recentOrders = $state(0);

	#queue: Input[] = [];
	#cancelFlush: (() => void) | undefined;
	#rings = createRingHistory();
	#received = 0;
	/** The count of orders at each of the last seconds, oldest first. */
	#createdBySecond: number[] = [0];

	readonly freshness = $derived.by(() => selectFreshness(this.#line, this.#state, this.#now));
	readonly headline = $derived(HEADLINES[this.freshness.state]);
	readonly detail = $derived.by(() => describeLine(this.#line));
	readonly ordersToday = $derived.by(() => selectOrdersToday(this.figures));
	/** Parts of the snapshot that stay the same object while nothing of theirs changes, so that nothing is drawn anew. */
	readonly feed = $derived.by(() => this.#state.feed);
	readonly figures = $derived.by(() => this.#state.figures);
	readonly #minutes = $derived.by(() => this.#state.minutes);
	readonly #gaps = $derived.by(() => this.#state.gaps);
	readonly #since = $derived.by(() => this.#state.since);
	readonly #minute = $derived.by(() => Math.floor(this.#now / 60_000));
	readonly rate = $derived.by(() =>
		selectRate(this.#minutes, this.#gaps, this.#since, this.#minute * 60_000),
	);
	readonly channels = $derived.by(() =>
		this.#line.channels.map(({ channel, state, reason }) => ({
			channel,
			state,
			reason: reason === null ? null : describeReason(reason),
			isPublic: !/^(private|presence)-/.test(channel),
		})),
	);
	readonly soundState = $derived.by(() => {
		if (this.#sound === 'unsupported' || this.#sound === 'loading') return this.#sound;
		if (!this.#deps.settings.isSoundOn) return 'off' as const;
		return this.#sound === 'needs-gesture' ? ('blocked' as const) : ('on' as const);
	});

	constructor(deps: DashboardDeps) {
		this.#deps = deps;
		this.#now = deps.clock.now();
		this.#state = createDashboard(this.#now, deps.rules);
		this.#line = deps.connection.status;
	}

	get state(): DashboardState {
		return this.#state;
	}

	get now(): number {
		return this.#now;
	}

	/** Events that arrived in the last full second, or in the running one if that is more. */
	get perSecond(): number {
		return this.#perSecond;
	}

	/** New orders in the last five full seconds. */
	get recentOrders(): number {
		return this.#recentOrders;
	}

	get isFlood(): boolean {
		return this.#perSecond > FLOOD_PER_SECOND;
	}

	/** Subscribes to everything it shows. Call the result to undo it all. */
	start(): () => void {
		const { connection, clock, sound } = this.#deps;
		const undo = [
			connection.onFrame((frame) => this.#take(frame)),
			connection.onStatus((status) => this.#follow(status)),
			sound.onCapability((capability) => (this.#sound = capability)),
			clock.onSecond((now) => this.#tick(now)),
			sound.start(),
			connection.start(),
		];
		return () => {
			this.#cancelFlush?.();
			for (const stop of undo.reverse()) stop();
		};
	}

	reconnect(): void {
		this.#deps.connection.reconnect();
	}

	/** The sound button: allows a blocked sound, else switches it on or off; what is switched on is heard. */
	async pressSound(): Promise<void> {
		const { sound, settings } = this.#deps;
		if (this.soundState === 'on') settings.isSoundOn = false;
		else {
			settings.isSoundOn = true;
			await sound.allow();
			sound.play('order');
		}
	}

	#take(frame: Frame): void {
		const decoded = this.#deps.decode(frame);
		this.#received += 1;
		if (decoded.verdict === 'accepted') this.#enqueue(decoded.event);
		else if (decoded.verdict === 'rejected')
			this.#enqueue({ type: 'rejected', rejection: decoded.rejection });
		else this.#enqueue({ type: 'unmapped', unmapped: decoded.unmapped });
	}

	#follow(status: ConnectionStatus): void {
		const wasConnected = this.#line.socketId !== null;
		this.#line = status;
		const now = this.#deps.clock.now();
		const isSettled = status.channels.every(({ state }) => state !== 'subscribing');
		if (status.socket !== 'connected') {
			// A line that died in silence had delivered nothing since it was last heard.
			const at = status.reason?.code === 'silence' ? (status.heardAt ?? now) : now;
			if (wasConnected) this.#enqueue({ type: 'line.lost', at });
		} else if (isSettled && status.channels.some(({ state }) => state === 'subscribed')) {
			const isWhole = status.channels.every(({ state }) => state === 'subscribed');
			this.#enqueue({ type: 'line.restored', at: now, isWhole });
		}
		// A loss is shown at once, not at the next frame of a flood.
		this.#flush();
	}

	#tick(now: number): void {
		this.#now = now;
		this.#perSecond = this.#received;
		this.#received = 0;
		const { created } = this.#state;
		this.#recentOrders = created - (this.#createdBySecond[0] ?? 0);
		this.#createdBySecond = [...this.#createdBySecond, created].slice(-RECENT_SECONDS);
		this.#enqueue({ type: 'time.passed', at: now });
	}

	#enqueue(input: Input): void {
		this.#queue.push(input);
		if (this.#cancelFlush !== undefined) return;
		const flush = () => this.#flush();
		this.#cancelFlush = this.isFlood
			? this.#deps.clock.after(FLOOD_FLUSH_MS, flush)
			: this.#deps.clock.onFrame(flush, FRAME_CEILING_MS);
	}

	#flush(): void {
		this.#cancelFlush?.();
		this.#cancelFlush = undefined;
		// Known before the rows are drawn: the first batch of a burst must not be animated row by row.
		if (this.#received > this.#perSecond) this.#perSecond = this.#received;
		const queue = this.#queue;
		this.#queue = [];
		const before = this.#state;
		this.#state = reduce(before, queue, this.#deps.rules);
		this.#ring(signalsFor(this.#factsOf(before), this.#factsOf(this.#state)));
	}

	#factsOf({ created }: DashboardState): SignalFacts {
		const none = { lostAt: null, failedPayments: 0, openedStock: 0, openedAlerts: { high: 0, critical: 0 } };
		return { ...none, at: this.#deps.clock.now(), created };
	}

	#ring(signals: readonly Signal[]): void {
		if (!this.#deps.settings.isSoundOn) return;
		const { history, signal } = ring(this.#rings, signals, this.#deps.clock.now());
		if (signal === null || this.#deps.sound.play(signal.sound)) this.#rings = history;
	}
}
