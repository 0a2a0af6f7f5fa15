/** What a query of the gallery asks for. */
import { PANELS, type PanelName } from './panels.ts';
import { SCENES, type SceneName } from './scenes.ts';

export interface Choice {
	/** Null for all. */
	readonly panel: PanelName | null;
	/** Empty for all. */
	readonly states: readonly SceneName[];
}

/** Unknown names ask for nothing; of states there may be several, with commas between them. */
export function readChoice(query: Readonly<Record<string, string>>): Choice {
	const { panel = '', state = '' } = query;
	return {
		panel: Object.hasOwn(PANELS, panel) ? (panel as PanelName) : null,
		states: state.split(',').filter((name): name is SceneName => Object.hasOwn(SCENES, name)),
	};
}
