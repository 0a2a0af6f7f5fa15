interface Look {
	readonly routeId: string | null;
	/** The floor stands side by side; on one column most of it is out of sight. */
	readonly isWide: boolean;
}

/** What the open page shows by itself, so that nothing has to tell it a second time. A critical alert stands on every page. */
export function inViewAt({ routeId, isWide }: Look) {
	switch (routeId) {
		case '/(floor)/wall':
			return ['alert-critical', 'alert-high', 'stock'] as const;
		case '/(floor)':
			return isWide
				? (['alert-critical', 'alert-high', 'stock'] as const)
				: (['alert-critical', 'alert-high'] as const);
		case '/(floor)/system':
			return ['alert-critical', 'alert-high'] as const;
		case '/(floor)/inventory':
			return ['alert-critical', 'stock'] as const;
		default:
			return ['alert-critical'] as const;
	}
}
