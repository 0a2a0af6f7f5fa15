/** The panels of the floor, with the width that each has on a desk. */
const FLOOR_PANELS = {
	status: 1368,
	figures: 1368,
	orders: 600,
	rate: 420,
	payments: 420,
	system: 348,
	stock: 348,
	duty: 348,
	unread: 348,
} as const;

/** Those that other pages show. */
const PAGE_PANELS = {
	shoppers: 348,
	notices: 600,
	activity: 348,
	carts: 420,
	trades: 420,
	watch: 600,
	table: 1100,
	drawer: 420,
	inspector: 1100,
	toasts: 348,
} as const;

/** Every panel that shows data, with its width in px. */
export const PANELS = { ...FLOOR_PANELS, ...PAGE_PANELS };

export type FloorPanelName = keyof typeof FLOOR_PANELS;
export type PagePanelName = keyof typeof PAGE_PANELS;
export type PanelName = FloorPanelName | PagePanelName;

/** Whether the floor shows it. */
export function isFloorPanel(panel: PanelName): panel is FloorPanelName {
	return Object.hasOwn(FLOOR_PANELS, panel);
}
