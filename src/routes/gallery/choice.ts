/** What a query of the gallery asks for. */
import { PANELS, type PanelName } from './panels.ts';
import { SCENES, type SceneName } from './scenes.ts';

export interface Choice {
	/** Null for all. */
	readonly panel: PanelName | null;
	/** Null for all. */
	readonly state: SceneName | null;
}

/** Unknown names ask for nothing. */
export function readChoice(query: Readonly<Record<string, string>>): Choice {
	const { panel = '', state = '' } = query;
	return {
		panel: Object.hasOwn(PANELS, panel) ? (panel as PanelName) : null,
		state: Object.hasOwn(SCENES, state) ? (state as SceneName) : null,
	};
}
