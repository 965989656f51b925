import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"], pool_size=10, pool_pre_ping=True)
Session = sessionmaker(engine)
