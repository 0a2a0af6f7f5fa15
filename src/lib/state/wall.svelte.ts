/** What a wall shows, and when: the sheet's place, the page of the rotation, the alert that takes the screen. */
import { untrack } from 'svelte';
import type { WakeLock, WakeLockState } from '../devices/wake-lock.ts';
import type { OrderEntry } from '../domain/feed.ts';
import { isQuiet, type QuietHours } from '../domain/quiet-hours.ts';
import { selectWallAlerts } from '../domain/wall-alerts.ts';
import { initialName, publicText, shortItems } from '../domain/wall-texts.ts';
import {
	isSwappedAt,
	layoutWall,
	pageAt,
	readWallSettings,
	shiftAt,
	type WallLayout,
	type WallPage,
	type WallSettings,
	type WallSize,
} from '../domain/wall.ts';
import type { Dashboard } from './dashboard.svelte.ts';

/** What of the dashboard a wall shows in words of its own. */
export type WallSource = Pick<Dashboard, 'now' | 'feed' | 'system'>;

export interface WallDeps {
	readonly wakeLock: WakeLock;
	readonly quietHours: () => QuietHours;
	/** The shop's IANA zone: its night is the wall's. */
	readonly zone: string;
}

/** An order as anybody may read it who walks by. */
export interface WallOrder {
	readonly entry: OrderEntry;
	/** First name and initials; null when nobody's name was told. */
	readonly name: string | null;
	readonly items: string;
}

const ALERT_TEXT_LIMIT = 240;

export class Wall {
	#dashboard: WallSource;
	#deps: WallDeps;
	#openedAt: number | null = $state(null);
	#wakeLock: WakeLockState = $state('asking');

	readonly alerts = $derived.by(() => selectWallAlerts(this.#dashboard.system));
	readonly #minute = $derived.by(() => Math.floor(this.#dashboard.now / 60_000) * 60_000);
	readonly shift = $derived.by(() => shiftAt(this.#minute));
	readonly isSwapped = $derived.by(() => isSwappedAt(this.#minute));
	/** Only the hours count: a shop that wants to hear its sounds at night has a night all the same. */
	readonly isNight = $derived.by(() =>
		isQuiet({ ...this.#deps.quietHours(), isOn: true }, this.#minute, this.#deps.zone),
	);

	constructor(dashboard: WallSource, deps: WallDeps) {
		this.#dashboard = dashboard;
		this.#deps = deps;
	}

	/** Whether this page is a wall now. */
	get isOpen(): boolean {
		return this.#openedAt !== null;
	}

	/** Whether the screen is kept from going dark. */
	get wakeLock(): WakeLockState {
		return this.#wakeLock;
	}

	/** Begins to be one: the screen stays lit, the rotation starts. Call the result to end it. */
	open(): () => void {
		// Opened once, not anew with every second.
		this.#openedAt = untrack(() => this.#dashboard.now);
		const release = this.#deps.wakeLock.hold((state) => (this.#wakeLock = state));
		return () => {
			this.#openedAt = null;
			release();
		};
	}

	/** What an address says of the screen; `param` reads one of its values. */
	read(param: (name: string) => string | null): WallSettings {
		return readWallSettings(param);
	}

	/** What has room on this screen from where it is read. */
	layout(settings: WallSettings, size: WallSize, notices: readonly string[]): WallLayout {
		return layoutWall(
			settings,
			size,
			notices.map(({ length }) => length),
		);
	}

	/** What is to be seen now of these pages. An open high alert keeps the floor. */
	page(pages: readonly WallPage[]): WallPage {
		const { band, takeover } = this.alerts;
		if (takeover !== null || band?.state === 'open') return 'floor';
		return pageAt(this.#dashboard.now - (this.#openedAt ?? this.#dashboard.now), pages);
	}

	/** The newest orders, at most so many. */
	orders(limit: number): readonly WallOrder[] {
		return this.#dashboard.feed
			.filter((entry) => entry.kind === 'order')
			.slice(0, limit)
			.map((entry) => ({
				entry,
				name: entry.order.customer === null ? null : initialName(entry.order.customer),
				items: shortItems(entry.order.items),
			}));
	}

	/** Foreign text of an alert without addresses of people. */
	readable(text: string): string {
		return publicText(text, ALERT_TEXT_LIMIT);
	}
}
