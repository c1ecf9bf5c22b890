"""`nenpo serve`: the dashboards on this machine."""

import click

from cli.installed import installed_places


@click.command(
    help="画面を公開します。ふだんはこのコンピューター(127.0.0.1)からだけ見られます。ログインの仕組みはないので、"
    "ほかから見せるときは、利用者を確かめる中継(リバースプロキシ)を前に置いてください。"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="待ち受けるアドレス")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="ポート番号")
def serve(host: str, port: int) -> None:
    """Serve until interrupted."""
    # Streamlit takes a second to import, which no other command should pay.
    from dashboards.serve import serve as serve_dashboards

    serve_dashboards(installed_places().var, port, host)
