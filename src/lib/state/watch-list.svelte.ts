import type { Subject } from '../contract/events.ts';
import type { Connection } from '../connection/connection.ts';
import type { Clock } from '../devices/clock.ts';
import type { Storage } from '../devices/storage.ts';
import {
	PINS_LIMIT,
	parsePins,
	pinRef,
	selectWatched,
	togglePin,
	writePins,
	type Pin,
} from '../domain/watch.ts';
import type { ChannelLine } from './channel-lines.ts';
import type { Dashboard } from './dashboard.svelte.ts';

export interface WatchListDeps {
	readonly connection: Connection;
	readonly clock: Clock;
	readonly storage: Storage;
	/** The channels about one order or customer. */
	readonly channelsOf: (subject: Subject) => readonly string[];
	/** What every screen of the shop watches from the start. */
	readonly preset: readonly Subject[];
}

const KEY = 'watchfloor.pins.1';

/** The orders and customers this browser follows: their channels are subscribed to while they are pinned. */
export class WatchList {
	#deps: WatchListDeps;
	#dashboard: Dashboard;
	#pins: readonly Pin[] = $state.raw([]);

	readonly view = $derived.by(() => {
		const { orders, carts, trades, notices } = this.#dashboard.state;
		return selectWatched(this.#pins, { orders, carts, trades, notices });
	});
	/** The channels of each pin, by its ref. */
	readonly channels: ReadonlyMap<string, readonly ChannelLine[]> = $derived.by(() => {
		const lines = [...this.#dashboard.channels, ...this.#dashboard.watched];
		return new Map(
			this.#pins.map((pin) => {
				const wanted = this.#deps.channelsOf(pin);
				return [pinRef(pin), lines.filter(({ channel }) => wanted.includes(channel))];
			}),
		);
	});

	constructor(dashboard: Dashboard, deps: WatchListDeps) {
		this.#dashboard = dashboard;
		this.#deps = deps;
		const stored = deps.storage.read(KEY);
		// Once somebody chose, even to watch nothing, that stands.
		this.#pins = stored === null ? this.#preset() : parsePins(stored);
	}

	get pins(): readonly Pin[] {
		return this.#pins;
	}

	/** No more can be watched until one is let go. */
	get isFull(): boolean {
		return this.#pins.length >= PINS_LIMIT;
	}

	has(subject: Subject): boolean {
		return this.#pins.some(({ kind, id }) => kind === subject.kind && id === subject.id);
	}

	/** Subscribes to what is pinned. Call the result to leave it. */
	start(): () => void {
		this.#subscribe();
		return () => this.#deps.connection.watch([]);
	}

	/** Pins what is not pinned, and lets go of what is. */
	toggle({ kind, id }: Subject, label: string | null = null): void {
		const held = this.#pins.find((pin) => pin.kind === kind && pin.id === id);
		const pin = held ?? { kind, id, source: null, label, at: this.#deps.clock.now() };
		this.#pins = togglePin(this.#pins, pin);
		this.#deps.storage.write(KEY, writePins(this.#pins));
		this.#subscribe();
	}

	/** Lets go of everything, as if nobody had ever chosen. */
	forget(): void {
		this.#pins = this.#preset();
		this.#subscribe();
	}

	#preset(): readonly Pin[] {
		const at = this.#deps.clock.now();
		return this.#deps.preset.map((subject) => ({ ...subject, source: null, label: null, at }));
	}

	#subscribe(): void {
		this.#deps.connection.watch([...new Set(this.#pins.flatMap((pin) => this.#deps.channelsOf(pin)))]);
	}
}
