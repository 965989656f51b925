export default function Page() {
  return <main>Rooms</main>;
}
