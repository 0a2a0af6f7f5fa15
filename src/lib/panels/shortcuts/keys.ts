/** What one key does on every page of the floor. */
export type KeyAction = 'search' | 'acknowledge' | 'sound' | 'wall' | 'list';

const ACTIONS: Readonly<Record<string, KeyAction>> = {
	'/': 'search',
	a: 'acknowledge',
	m: 'sound',
	w: 'wall',
	'?': 'list',
};

/** By place: on a keyboard of another script the same keys write other letters. */
const PLACES: Readonly<Record<string, string>> = { KeyA: 'a', KeyM: 'm', KeyW: 'w', Slash: '/' };

/** What types, and what has keys of its own. */
const OWN_KEYS = 'input, select, textarea, [contenteditable], dialog, [popover]:popover-open';

interface KeyPress {
	readonly key: string;
	readonly code: string;
	readonly shiftKey: boolean;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	readonly isComposing: boolean;
	readonly repeat: boolean;
	readonly defaultPrevented: boolean;
	readonly target: EventTarget | null;
}

/** What a key press asks for; null when it is somebody else's, is being held down, or means nothing. */
export function actionOf(press: KeyPress): KeyAction | null {
	if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return null;
	if (press.repeat || press.defaultPrevented || isTyping(press.target)) return null;
	const isLatin = /^[\x20-\x7e]$/.test(press.key);
	const key = isLatin ? press.key.toLowerCase() : (PLACES[press.code] ?? '');
	return ACTIONS[!isLatin && press.shiftKey && key === '/' ? '?' : key] ?? null;
}

function isTyping(target: EventTarget | null): boolean {
	return target !== null && 'closest' in target && (target as Element).closest(OWN_KEYS) !== null;
}
