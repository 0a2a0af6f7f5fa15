import { createContext } from 'svelte';
import type { Feature } from '../config.ts';
import type { AlertDesk } from './alert-desk.svelte.ts';
import type { CatchUp } from './catch-up.svelte.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import type { InspectorDesk } from './inspector-desk.svelte.ts';
import type { LineView } from './line-view.svelte.ts';
import type { OrderTable } from './order-table.svelte.ts';
import type { Polling } from './polling.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { SettingsStore } from './settings.svelte.ts';
import type { Signals } from './signals.svelte.ts';
import type { Wall } from './wall.svelte.ts';
import type { WatchList } from './watch-list.svelte.ts';

export type { WallLayout, WallPage } from '../domain/wall.ts';

/** What the pages of one screen share. */
export interface Screen {
	readonly dashboard: Dashboard;
	readonly lineView: LineView;
	readonly signals: Signals;
	readonly alertDesk: AlertDesk;
	readonly wall: Wall;
	readonly watchList: WatchList;
	readonly orderTable: OrderTable;
	readonly inspectorDesk: InspectorDesk;
	/** Null without a recorder. */
	readonly catchUp: CatchUp | null;
	readonly polling: Polling | null;
	readonly session: Session;
	readonly settings: SettingsStore;
	/** Whether a feature is left on by the configuration, and anything that is broadcast is about it. */
	readonly shows: (feature: Feature) => boolean;
}

export const [useScreen, provideScreen] = createContext<Screen>();
