export default function AnimationDialog() {
  return null
}
