import type { Screen } from '$lib/state/context';
import { say } from '$lib/words/words';

type Wall = Screen['wall'];
type WallSettings = ReturnType<Wall['read']>;

/** What somebody should know of the screen itself, the gravest first. */
export function noticesOf(
	settings: WallSettings,
	wall: Wall,
	sound: Screen['signals']['soundState'],
	size: { readonly width: number; readonly height: number },
): readonly string[] {
	const words = say().wall;
	const { isTooSmall, isTooFar } = wall.layout(settings, size, []);
	const dark = {
		asking: null,
		held: null,
		lost: words.lockLost,
		refused: words.lockRefused,
		insecure: words.lockInsecure,
		unsupported: words.lockUnsupported,
	}[wall.wakeLock];
	return [
		...(dark === null ? [] : [words.mayGoDark(dark)]),
		...(sound === 'blocked' ? [words.soundBlocked] : []),
		...(isTooSmall ? [words.tooSmall(String(settings.inches))] : []),
		...(isTooFar && !isTooSmall ? [words.tooFar(String(settings.inches), String(settings.metres))] : []),
	];
}
