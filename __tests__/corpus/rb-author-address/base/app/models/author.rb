class Author < ApplicationRecord
  has_many :posts, dependent: :destroy

  validates :name, presence: true, length: { maximum: 60 }
  validates :website, url: true, allow_blank: true
end
