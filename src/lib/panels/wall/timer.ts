/** `3:12`, `1:04:09`: minutes and seconds that somebody waits. */
export function timerText(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1_000));
	const two = (value: number) => String(value).padStart(2, '0');
	const hours = Math.floor(seconds / 3_600);
	const minutes = Math.floor((seconds % 3_600) / 60);
	return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}
